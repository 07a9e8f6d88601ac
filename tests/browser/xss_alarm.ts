// Hears when words ran as a program: a dialog, our own function, the console, a request, a page that went elsewhere;
// and sees in the document what would have run on a touch.
import type { BrowserContext, Page } from '@playwright/test';
import { canary } from './xss_payloads';

export class Alarm {
  readonly fired: string[] = [];

  private constructor(private readonly home: string) {}

  // `home` is where the context's pages belong.
  static async over(context: BrowserContext, home: string): Promise<Alarm> {
    const alarm = new Alarm(home);
    await context.exposeFunction('ranXss', (which: unknown) => { alarm.fired.push(`function ${String(which)}`); });
    await context.route((address) => address.hostname.endsWith(canary), (route) => route.abort());
    context.on('request', (request) => { if (request.url().includes(`//${canary}`)) alarm.fired.push(`request ${request.url()}`); });
    context.on('page', (page) => { alarm.listen(page); });
    return alarm;
  }

  private listen(page: Page): void {
    page.on('dialog', (dialog) => { this.fired.push(`dialog ${dialog.message()}`); void dialog.dismiss().catch(() => undefined); });
    page.on('console', (message) => { if (message.text().includes('xss-')) this.fired.push(`console ${message.text()}`); });
    page.on('popup', (popup) => { this.fired.push(`popup ${popup.url()}`); });
    page.on('framenavigated', (frame) => {
      const address = frame.url();
      if (frame !== page.mainFrame() || !(address.startsWith(this.home) || address === 'about:blank')) this.fired.push(`navigation ${address}`);
    });
  }

  // Everything in the document, shadow roots too, that could run or load what text asked for.
  static seen(page: Page): Promise<string[]> {
    return page.evaluate(({ host, forbidden }) => {
      const found: string[] = [];
      const addresses = new Set(['href', 'src', 'action', 'formaction', 'xlink:href', 'poster', 'srcset', 'data', 'ping', 'background', 'values', 'to']);
      const tell = (element: Element, why: string) => { found.push(`${why}: ${element.outerHTML.slice(0, 200)}`); };
      const judge = (element: Element) => {
        if (forbidden.includes(element.localName)) tell(element, 'element');
        if (element instanceof HTMLScriptElement && new URL(element.src || 'about:blank', location.href).host !== host && !/^https?:\/\/(localhost|127\.0\.0\.1)/.test(element.src)) tell(element, 'script');
        for (const { name, value } of element.attributes) {
          if (/^on/i.test(name)) tell(element, 'handler');
          const scheme = /^[\u0000- ]*([a-z][a-z0-9+.\-\t\n\r]*):/i.exec(value)?.[1]?.replaceAll(/[\t\n\r]/g, '').toLowerCase();
          if (addresses.has(name) && scheme !== undefined && !['http', 'https', 'mailto', 'tel', 'blob'].includes(scheme)) tell(element, 'address');
          if (name === 'style' && /url\(|expression|binding/i.test(value)) tell(element, 'style');
        }
      };
      const walk = (root: Document | ShadowRoot) => {
        for (const element of root.querySelectorAll('*')) {
          judge(element);
          if (element.shadowRoot) walk(element.shadowRoot);
        }
      };
      walk(document);
      return found;
    }, { host: new URL(page.url()).host, forbidden: ['iframe', 'frame', 'object', 'embed', 'base', 'marquee', 'math', 'foreignobject', 'foreignObject', 'animate', 'set', 'feimage', 'feImage', 'portal', 'applet', 'plaintext', 'xmp', 'listing'] });
  }
}
