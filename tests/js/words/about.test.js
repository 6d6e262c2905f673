import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { about } from "../../../static/js/words/about.js";
import { examples } from "../support/quick.js";
import { random } from "../support/random.js";
import { speaking } from "../support/words.js";

const WORDS = { half: 2, third: 3, quarter: 4, fifth: 5, sixth: 6, seventh: 7, eighth: 8, ninth: 9, tenth: 10 };
Object.assign(WORDS, { twelfth: 12, fifteenth: 15, twentieth: 20, "twenty-fifth": 25, thirtieth: 30, fortieth: 40 });
Object.assign(WORDS, { fiftieth: 50, sixtieth: 60, seventieth: 70, eightieth: 80, ninetieth: 90, hundredth: 100 });
Object.assign(WORDS, { thousandth: 1e3, millionth: 1e6, billionth: 1e9 });
const SHARES = { "two fifths": 0.4, "three fifths": 0.6, "two thirds": 2 / 3, "three quarters": 0.75 };
Object.assign(SHARES, { "four fifths": 0.8, "nine tenths": 0.9, "about all": 1 });
const LARGE = { thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12, 만: 1e4, 억: 1e8, 조: 1e12 };

/** "20", "3,000", "2 million", "2억". @param {string} text */
function count(text) {
  const [, digits, word] = /^([\d.,]+) ?(\D*)$/.exec(text) ?? [];
  return Number(digits?.replaceAll(",", "")) * (word ? LARGE[word] : 1);
}

/** The factor that English words say. @param {string} text */
function inEnglish(text) {
  if (text in SHARES) return SHARES[text];
  const said = text.replace(/^about /, "");
  if (said in SHARES) return SHARES[said];
  if (said === "twice") return 2;
  if (said.endsWith(" times")) return count(said.replace(/ times$/, ""));
  if (said.startsWith("one part in ")) return 1 / count(said.replace("one part in ", ""));
  return 1 / WORDS[said.replace(/^an? /, "")];
}

/** The factor that Korean words say. @param {string} text */
function inKorean(text) {
  const said = text.replace(/^약 /, "");
  if (said === "거의 그대로") return 1;
  if (said === "절반") return 0.5;
  if (said === "두 배") return 2;
  const part = /^(.+)분의 (\d+)$/.exec(said);
  if (part) return Number(part[2]) / count(String(part[1]));
  return count(said.replace(/배$/, ""));
}

describe("a factor as a person says it", () => {
  for (const [lang, read] of [
    ["en", inEnglish],
    ["ko", inKorean],
  ])
    it(`is within a third of the exact one in ${lang}`, async () => {
      await speaking(lang);
      const draw = random(20);
      for (let i = 0; i < examples(4000); i++) {
        const log10 = 30 * draw() - 15;
        const small = log10 / 10;
        for (const each of [log10, small]) {
          const off = Math.abs(Math.log(read(String(about(each))) / 10 ** each));
          assert.ok(off < Math.log(4 / 3), `${each}: ${about(each)}`);
        }
      }
    });

  it("has a word for what is small, round ones for what is smaller, and no number for what has no word", async () => {
    await speaking("en");
    assert.deepEqual(
      [1 / 3, 1 / 20, 1 / 52, 1 / 320, 2.1e-8, 0.66, 0.97, 1.1, 1.9, 7.2].map((share) => about(Math.log10(share))),
      [
        "about a third",
        "about a twentieth",
        "about a fiftieth",
        "about one part in 300",
        "about one part in 50 million",
        "about two thirds",
        "about all",
        "about all",
        "about twice",
        "about 7 times",
      ],
    );
    assert.equal(about(null), "nothing");
    assert.deepEqual([about(-15.1), about(15.1)], ["next to nothing", "over a quadrillion times"]);
    await speaking("ko");
    assert.deepEqual([about(-8.34), about(-1), about(0.89)], ["약 2억분의 1", "약 10분의 1", "약 8배"]);
  });
});
