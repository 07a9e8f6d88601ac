// A push service of our own: it takes what the desk sends, and reads it as the browser would (RFC 8291), with nothing of
// the desk's code.
import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';

export interface Pushed {
  title: string;
  body: string;
  tag: string;
  path: string;
}

export class PushService {
  private readonly keys = createECDH('prime256v1');
  private readonly secret = randomBytes(16);
  private readonly path = `/send/${this.secret.toString('hex')}`;
  private server: Server | undefined;
  readonly pushed: Pushed[] = [];
  readonly plain: string[] = [];
  readonly headers: Record<string, unknown>[] = [];

  constructor(private readonly origin: string) {
    this.keys.generateKeys();
  }

  // What PushManager.subscribe would answer.
  subscription() {
    return { endpoint: `${this.origin}${this.path}`, keys: { p256dh: this.keys.getPublicKey('base64url'), auth: this.secret.toString('base64url') } };
  }

  start(): Promise<void> {
    const { hostname, port } = new URL(this.origin);
    this.server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        // A browser of an earlier test: the desk forgets it.
        if (request.url !== this.path) return void response.writeHead(410).end();
        const text = this.read(Buffer.concat(parts));
        this.headers.push(request.headers);
        this.plain.push(text);
        this.pushed.push(JSON.parse(text) as Pushed);
        return void response.writeHead(201).end();
      });
    });
    return new Promise((resolve) => this.server?.listen(Number(port), hostname, resolve));
  }

  stop(): Promise<unknown> {
    return new Promise((resolve) => (this.server ? this.server.close(resolve) : resolve(undefined)));
  }

  private read(body: Buffer): string {
    const salt = body.subarray(0, 16);
    const sender = body.subarray(21, 21 + (body[20] ?? 0));
    const sealed = body.subarray(21 + sender.length);
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), this.keys.getPublicKey(), sender]);
    const shared = Buffer.from(hkdfSync('sha256', this.keys.computeSecret(sender), this.secret, info, 32));
    const key = Buffer.from(hkdfSync('sha256', shared, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16));
    const nonce = Buffer.from(hkdfSync('sha256', shared, salt, Buffer.from('Content-Encoding: nonce\0'), 12));
    const cipher = createDecipheriv('aes-128-gcm', key, nonce);
    cipher.setAuthTag(sealed.subarray(-16));
    const padded = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
    return padded.subarray(0, padded.lastIndexOf(2)).toString();
  }
}
