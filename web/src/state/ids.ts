// Ids are opaque but grow: of two, the longer is the newer, else the greater.
export function compareIds(left: string, right: string): number {
  if (left.length !== right.length) return left.length - right.length;
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

export function newClientId(): string {
  return crypto.randomUUID();
}
