// Files: sent with progress, and told apart again when only their id is known.
import { NetworkFailure, Problem } from './problem';
import type { Attachment } from './types';

const base = '/api/v1/attachments';

function problemFrom(request: XMLHttpRequest): Problem {
  const answer = (request.response ?? {}) as { detail?: string; title?: string; reason?: string };
  return new Problem(request.status, answer.reason ?? '', answer.detail ?? answer.title ?? '', [], undefined, undefined);
}

// fetch cannot tell how far an upload is; XMLHttpRequest can.
// `sound`: the form into which the server puts a recording.
export function uploadAttachment(file: File, onProgress: (share: number) => void, signal: AbortSignal, sound?: string): Promise<Attachment> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', sound ? `${base}?sound=${encodeURIComponent(sound)}` : base);
    request.responseType = 'json';
    request.setRequestHeader('X-Balie', '1');
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => (request.status < 300 ? resolve(request.response as Attachment) : reject(problemFrom(request)));
    request.onerror = () => reject(new NetworkFailure('upload'));
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'));
    signal.addEventListener('abort', () => request.abort());
    const form = new FormData();
    form.append('file', file);
    request.send(form);
  });
}

function nameFrom(disposition: string): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  if (encoded) return decodeURIComponent(encoded);
  return /filename="((?:[^"\\]|\\.)*)"/.exec(disposition)?.[1]?.replaceAll(/\\(.)/g, '$1') ?? '';
}

function kindFrom(mime: string): Attachment['kind'] {
  const family = mime.split('/')[0];
  return family === 'image' || family === 'video' || family === 'audio' ? family : 'document';
}

// A draft names its attachments by id only; the first byte's headers tell the rest.
export async function describeAttachment(id: string): Promise<Attachment | undefined> {
  const url = `${base}/${id}/content`;
  const response = await fetch(`${url}?download=1`, { headers: { Range: 'bytes=0-0' } }).catch(() => undefined);
  if (!response?.ok) return undefined;
  void response.body?.cancel();
  const mime = response.headers.get('Content-Type')?.split(';')[0] ?? '';
  const bytes = Number(response.headers.get('Content-Range')?.split('/')[1] ?? response.headers.get('Content-Length'));
  return { id, kind: kindFrom(mime), state: 'ready', mime, name: nameFrom(response.headers.get('Content-Disposition') ?? ''), bytes, url, version: 1 };
}
