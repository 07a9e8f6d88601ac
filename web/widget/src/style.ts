// The chat's own look, kept from the page's by the shadow root. A constructed sheet needs no permission of the site's policy.
export const sheetText = `
:host{all:initial;--accent:#0f6b70;--on-accent:#fff;--paper:#fff;--ink:#1b1f24;--soft:#5a626c;--line:#d9dde2;--theirs:#f0f2f4;font:15px/1.45 system-ui,sans-serif;color:var(--ink)}
@media (prefers-color-scheme:dark){:host{--paper:#1c2025;--ink:#eef1f4;--soft:#a9b2bc;--line:#3a414a;--theirs:#2a3037}}
*{box-sizing:border-box}
button,input,textarea{font:inherit;color:inherit}
button{cursor:pointer;border:0;background:none;padding:0}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.launcher{position:fixed;right:20px;bottom:20px;width:56px;height:56px;border-radius:50%;background:var(--accent);color:var(--on-accent);box-shadow:0 4px 16px #0005;z-index:2147483000;display:grid;place-items:center}
.launcher svg,.icon svg{width:26px;height:26px;fill:currentColor}
.count{position:absolute;top:-4px;right:-4px;min-width:22px;height:22px;border-radius:11px;background:#b3261e;color:#fff;font-size:13px;line-height:22px;padding:0 6px}
.panel{position:fixed;right:20px;bottom:88px;width:370px;max-width:calc(100vw - 40px);height:560px;max-height:calc(100vh - 110px);background:var(--paper);border:1px solid var(--line);border-radius:14px;box-shadow:0 10px 40px #0004;z-index:2147483000;display:flex;flex-direction:column;overflow:hidden}
header{background:var(--accent);color:var(--on-accent);padding:12px 14px;display:flex;gap:8px;align-items:center}
header h2{margin:0;font-size:16px;flex:1}
header :focus-visible{outline-color:var(--on-accent)}
.icon{width:40px;height:40px;display:grid;place-items:center;border-radius:8px;flex:none}
.log{flex:1;overflow-y:auto;padding:14px;display:flex;flex-direction:column;gap:8px}
.said{max-width:84%;padding:8px 12px;border-radius:12px;background:var(--theirs);align-self:flex-start;overflow-wrap:anywhere;white-space:pre-wrap}
.own{align-self:flex-end;background:var(--accent);color:var(--on-accent)}
.own :focus-visible{outline-color:var(--on-accent)}
.meta{font-size:12px;color:var(--soft);margin-top:2px}
.own+.meta{align-self:flex-end}
.said img,.said video{max-width:100%;border-radius:8px;display:block}
.said a,.said button{color:inherit;text-decoration:underline}
.notice{color:var(--soft);font-size:13px;padding:4px 14px;margin:0}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
form{border-top:1px solid var(--line);padding:8px;display:flex;gap:6px;align-items:flex-end}
textarea,input[type=text],input[type=email]{flex:1;border:1px solid var(--soft);border-radius:10px;background:var(--paper);padding:9px 11px;width:100%;resize:none}
.who{flex-direction:column;align-items:stretch;border:0;padding:14px;gap:10px}
.who label{display:grid;gap:4px}
.main{background:var(--accent);color:var(--on-accent);border-radius:10px;padding:10px 14px;min-height:40px}
.main[disabled]{opacity:.6;cursor:default}
.files{display:flex;flex-wrap:wrap;gap:6px;padding:6px 12px 0}
.files button{border:1px solid var(--line);border-radius:8px;padding:4px 8px;font-size:13px}
@media (max-width:480px){.panel{inset:0;width:auto;max-width:none;height:auto;max-height:none;border:0;border-radius:0}.launcher[aria-expanded=true]{display:none}}
@media (prefers-reduced-motion:no-preference){.panel{animation:up .16s ease-out}@keyframes up{from{transform:translateY(8px);opacity:0}}}
`;

// Black or white, whichever is read better on the colour (WCAG's relative luminance).
export function inkOn(color: string): string {
  const channels = [1, 3, 5].map((at) => {
    const part = parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  const light = 0.2126 * (channels[0] ?? 0) + 0.7152 * (channels[1] ?? 0) + 0.0722 * (channels[2] ?? 0);
  return light > 0.179 ? '#000000' : '#ffffff';
}
