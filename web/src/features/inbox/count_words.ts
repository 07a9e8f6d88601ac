// A number of conversations; the server stops counting at a thousand.
const most = 1000;

export function countWords(count: number): string {
  return count >= most ? `${most - 1}+` : String(count);
}
