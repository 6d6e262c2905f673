/** Doing what must not stop what follows: an error is told as any uncaught one is, and the page goes on. */

/** @param {unknown} error */
function complain(error) {
  setTimeout(() => {
    throw error;
  });
}

/** @param {() => unknown} act what it promises is waited for */
export async function attempt(act) {
  try {
    await act();
  } catch (error) {
    complain(error);
  }
}

/** The same at once, for what promises nothing. @param {() => void} act */
export function attemptNow(act) {
  try {
    act();
  } catch (error) {
    complain(error);
  }
}
