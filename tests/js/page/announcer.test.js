import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { APART, announcer } from "../../../static/js/page/announcer.js";
import { fakeClock } from "../support/clock.js";

/** An announcer, all that it says, and its clock. */
function heard() {
  const clock = fakeClock();
  const said = [];
  return { ...announcer((text) => said.push(text), clock), said, clock };
}

describe("what is announced", () => {
  it("says at once what the reader does, however fast", () => {
    const { tell, said } = heard();
    for (const step of ["STEP 1", "STEP 2", "STEP 3"]) tell(step);
    assert.deepEqual(said, ["STEP 1", "STEP 2", "STEP 3"]);
  });

  it("says of what passes only the latest, and not before the last one was heard", async () => {
    const { pass, said, clock } = heard();
    for (let n = 1; n <= 9; n++) pass(() => `STEP ${n}`);
    assert.deepEqual(said, ["STEP 1"]);
    await clock.pass(APART - 1);
    assert.deepEqual(said, ["STEP 1"]);
    await clock.pass(1);
    assert.deepEqual(said, ["STEP 1", "STEP 9"]);
    pass(() => "STEP 10");
    assert.equal(said.length, 2);
    await clock.pass(APART);
    assert.deepEqual(said.slice(2), ["STEP 10"]);
  });

  it("falls silent where nothing more passes", async () => {
    const { pass, said, clock } = heard();
    pass(() => "STEP 1");
    await clock.pass(10 * APART);
    assert.deepEqual(said, ["STEP 1"]);
    assert.deepEqual(clock.waiting(), []);
    pass(() => "STEP 2");
    assert.equal(said.at(-1), "STEP 2");
  });

  it("drops what waited when the reader acts, and gives that its time", async () => {
    const { tell, pass, said, clock } = heard();
    tell("Playing.");
    pass(() => "STEP 2");
    await clock.pass(APART / 2);
    tell("Paused.");
    await clock.pass(APART - 1);
    pass(() => "STEP 3");
    assert.deepEqual(said, ["Playing.", "Paused."]);
    await clock.pass(1);
    assert.deepEqual(said.slice(2), ["STEP 3"]);
  });

  it("never says what waited for before the reader acted", async () => {
    const { tell, pass, said, clock } = heard();
    tell("Playing.");
    pass(() => "STEP 2");
    tell("Paused.");
    await clock.pass(3 * APART);
    assert.deepEqual(said, ["Playing.", "Paused."]);
  });

  it("makes a text when it is said", async () => {
    const { pass, clock } = heard();
    let made = 0;
    for (let n = 0; n < 50; n++)
      pass(() => {
        made++;
        return "STEP";
      });
    await clock.pass(APART);
    assert.equal(made, 2);
  });
});
