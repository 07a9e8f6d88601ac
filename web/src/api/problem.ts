// What the server says when it cannot do something (RFC 9457), and what it means when nobody answers.

export interface FieldProblem {
  field: string;
  reason?: string;
  detail?: string;
}

interface ProblemBody {
  title?: string;
  detail?: string;
  reason?: string;
  type?: string;
  errors?: FieldProblem[];
  current?: unknown;
}

export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly reason: string,
    readonly detail: string,
    readonly errors: FieldProblem[],
    readonly current: unknown,
    readonly retryAfterSeconds: number | undefined,
  ) {
    super(detail || reason);
    this.name = 'Problem';
  }
}

// No answer: it is unknown whether the request arrived.
export class NetworkFailure extends Error {
  constructor(cause: unknown) {
    super('no answer', { cause });
    this.name = 'NetworkFailure';
  }
}

function reasonOf(body: ProblemBody): string {
  return body.reason ?? body.errors?.[0]?.reason ?? body.type?.split('#')[1] ?? '';
}

export async function problemOf(response: Response): Promise<Problem> {
  const body = await response.clone().json().catch(() => ({})) as ProblemBody;
  const retryAfter = Number(response.headers.get('Retry-After'));
  const detail = body.detail ?? body.title ?? response.statusText;
  return new Problem(response.status, reasonOf(body), detail, body.errors ?? [], body.current, Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : undefined);
}

// Worth trying again by itself: nobody answered, or the server says that it cannot now.
export function isPassing(error: unknown): boolean {
  return error instanceof NetworkFailure || (error instanceof Problem && [429, 502, 503, 504].includes(error.status));
}
