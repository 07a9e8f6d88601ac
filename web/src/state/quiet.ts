// A moment in which nobody presses a key: what comes unasked waits for it before it takes the focus.
const quietMs = 700;

export function whenQuiet(run: () => void): void {
  const end = () => {
    window.removeEventListener('keydown', wait, { capture: true });
    run();
  };
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(end, quietMs);
  };
  let timer = setTimeout(end, quietMs);
  window.addEventListener('keydown', wait, { capture: true });
}
