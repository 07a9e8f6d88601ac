// A code that only this desk and the platform know, made here and shown until one leaves.
const bytes = 24;

export function newVerifyToken(): string {
  const random = crypto.getRandomValues(new Uint8Array(bytes));
  return Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
