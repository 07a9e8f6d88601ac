// Tells the desk whether somebody looks at this screen: meanwhile no browser of theirs is pushed to. A screen that nobody
// touched for a while, or that hangs on a wall, is looked at by nobody.
import { isInPublic } from './notices';

const repeatMs = 30_000;
const idleMs = 5 * 60_000;

export function isLooking(visible: boolean, inPublic: boolean, untouchedMs: number): boolean {
  return visible && !inPublic && untouchedMs < idleMs;
}

type Tell = (message: { type: 'looking'; looking: boolean }) => void;

// Answers what tells it anew, to a line that knows nothing yet.
export function startLooking(tell: Tell): () => void {
  let touchedAt = Date.now();
  let told = false;
  const look = () => {
    const looking = isLooking(document.visibilityState === 'visible', isInPublic(), Date.now() - touchedAt);
    if (looking || told) tell({ type: 'looking', looking });
    told = looking;
  };
  const touch = () => { touchedAt = Date.now(); if (!told) look(); };
  for (const type of ['pointerdown', 'pointermove', 'keydown', 'wheel']) window.addEventListener(type, touch, { passive: true });
  document.addEventListener('visibilitychange', look);
  setInterval(look, repeatMs);
  return look;
}
