// The one way to the server: our header, a deadline, and problems as exceptions.
import createClient, { type Middleware } from 'openapi-fetch';
import { NetworkFailure, problemOf } from './problem';
import type { paths } from './schema';

const deadlineMs = 20_000;

async function fetchWithDeadline(request: Request): Promise<Response> {
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(deadlineMs)]);
  try {
    return await fetch(request, { signal });
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw new NetworkFailure(error);
  }
}

type SignedOutListener = () => void;
let signedOut: SignedOutListener = () => undefined;

// Called when the server no longer knows this session.
export function onSignedOut(listener: SignedOutListener): void {
  signedOut = listener;
}

const manners: Middleware = {
  onRequest({ request }) {
    request.headers.set('X-Balie', '1');
    return request;
  },
  async onResponse({ response, schemaPath }) {
    if (response.ok) return response;
    if (response.status === 401 && !schemaPath.endsWith('/session')) signedOut();
    throw await problemOf(response);
  },
};

export const client = createClient<paths>({ baseUrl: `${location.origin}/api/v1`, fetch: fetchWithDeadline, credentials: 'same-origin' });
client.use(manners);

// The body of an answer; failures have been thrown before this.
export async function body<Data>(answer: Promise<{ data?: Data }>): Promise<Data> {
  const { data } = await answer;
  return data as Data;
}
