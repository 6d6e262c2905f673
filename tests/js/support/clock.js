/** A clock that moves only when a test moves it. */
export function fakeClock() {
  let now = 0;
  let count = 0;
  /** @type {Map<number, {at: number, act: () => void}>} */
  const timers = new Map();
  return {
    setTimeout(act, ms) {
      timers.set(++count, { at: now + ms, act });
      return count;
    },
    clearTimeout: (timer) => void timers.delete(timer),
    /** The pauses that are still waited for, in ms from now. */
    waiting: () => [...timers.values()].map(({ at }) => at - now),
    /** Let time pass. @param {number} ms */
    async pass(ms) {
      const until = now + ms;
      for (;;) {
        const due = [...timers].filter(([, { at }]) => at <= until).sort(([, a], [, b]) => a.at - b.at)[0];
        if (!due) break;
        const [timer, { at, act }] = due;
        timers.delete(timer);
        now = at;
        act();
        await settle();
      }
      now = until;
    },
  };
}

/** Let every promise that is ready say so. */
export const settle = () => new Promise((done) => setImmediate(done));
