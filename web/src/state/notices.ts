// Sound and notices of the browser: only for what is mine or nobody's, not from a queue that was silenced, not in
// quiet hours, and not on the wall.
import { usePreferences } from './preferences';

const beepHz = [660, 880];
const beepSeconds = 0.09;
const loudness = 0.08;

// "22:00" to "07:00" goes over midnight.
export function isQuiet(from: string, to: string, now: Date): boolean {
  if (from === '' || to === '' || from === to) return false;
  const clock = `${String(now.getHours()).padStart(2, '0')}:${String(now.getMinutes()).padStart(2, '0')}`;
  return from < to ? clock >= from && clock < to : clock >= from || clock < to;
}

export function isInPublic(): boolean {
  return location.hash.startsWith('#/wall');
}

function beep(): void {
  const context = new AudioContext();
  const gain = context.createGain();
  gain.gain.value = loudness;
  gain.connect(context.destination);
  beepHz.forEach((frequency, index) => {
    const tone = context.createOscillator();
    tone.frequency.value = frequency;
    tone.connect(gain);
    tone.start(context.currentTime + index * beepSeconds);
    tone.stop(context.currentTime + (index + 1) * beepSeconds);
    if (index === beepHz.length - 1) tone.onended = () => { void context.close(); };
  });
}

// Who looks at the desk needs no notice of the system.
function showNotice(title: string, text: string, path: string): void {
  if (document.visibilityState === 'visible' || Notification.permission !== 'granted') return;
  const notice = new Notification(title, { body: text, tag: path });
  notice.onclick = () => { window.focus(); location.hash = path; notice.close(); };
}

export function soundFor(inboxId: string | undefined, title: string, text: string, path: string): void {
  const { notices } = usePreferences.getState();
  if (isInPublic() || isQuiet(notices.quietFrom, notices.quietTo, new Date())) return;
  if (inboxId !== undefined && notices.silenced.includes(inboxId)) return;
  if (notices.sound) beep();
  if (notices.desktop && 'Notification' in window) showNotice(title, text, path);
}

// How many unread notices there are stands before the page's name.
export function showTitle(unread: number): void {
  document.title = unread > 0 ? `(${unread > 99 ? '99+' : unread}) Balie` : 'Balie';
}
