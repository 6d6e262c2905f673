/**
 * A run as one line for a terminal. An encoded query in double quotes is read alike by Unix shells, cmd and PowerShell:
 * it has none of the signs that one of them takes for its own. What no address holds goes in a body, which no two of them
 * quote alike: Windows has it for PowerShell.
 * @import {Fields} from "../types.js"
 */
import { query, unaddressable } from "./address.js";
import { post } from "./api.js";

/** PowerShell takes a typographic quote for a straight one. */
const QUOTES = /['\u2018-\u201b]/g;

/**
 * @param {string} url of /step, with its host
 * @param {Fields} fields
 * @param {boolean} windows whether the terminal is one of Windows
 * @returns {{line: string, shell: "any" | "unix" | "powershell"}}
 */
export function terminalLine(url, fields, windows) {
  if (!unaddressable(fields)) return { line: `curl "${url}?${query(fields)}"`, shell: "any" };
  const body = String(post("/step", fields).body);
  if (!windows) {
    const data = body.replaceAll("'", "'\\''");
    return { line: `curl '${url}' -H 'Content-Type: application/json' -d '${data}'`, shell: "unix" };
  }
  const data = body.replace(QUOTES, "$&$&");
  const sent = `-Method Post -ContentType 'application/json; charset=utf-8' -Body '${data}'`;
  return { line: `Invoke-RestMethod '${url}' ${sent} | ConvertTo-Json -Depth 9`, shell: "powershell" };
}
