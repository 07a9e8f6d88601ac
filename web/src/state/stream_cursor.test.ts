import { describe, expect, it } from 'vitest';
import { advance, behind, helloOf, type Cursor, type StreamFrame } from './stream_cursor';

function after(frames: StreamFrame[], cursor: Cursor = {}): { cursor: Cursor; applied: (number | undefined)[]; refreshes: number } {
  const applied: (number | undefined)[] = [];
  let refreshes = 0;
  for (const frame of frames) {
    const step = advance(cursor, frame);
    cursor = step.cursor;
    applied.push(...step.apply.map(({ seq }) => seq));
    if (step.refresh) refreshes += 1;
  }
  return { cursor, applied, refreshes };
}

const item = (seq?: number) => ({ ...(seq === undefined ? {} : { seq }), type: 'message.created', data: {} });

describe('the cursor of the stream', () => {
  it('begins without a place, and takes the one of the welcome', () => {
    expect(helloOf({})).toEqual({ type: 'hello' });

    const { cursor, refreshes } = after([{ type: 'welcome', seq: 41 }]);

    expect(helloOf(cursor)).toEqual({ type: 'hello', after: 41 });
    expect(refreshes).toBe(1);
  });

  it('keeps its own place when it is welcomed again', () => {
    const { cursor, refreshes } = after([{ type: 'welcome', seq: 50 }], { seq: 41 });

    expect(cursor.seq).toBe(41);
    expect(behind(cursor)).toEqual({ left: 9, total: 9 });
    expect(refreshes).toBe(0);
  });

  it('catches up as the missed events come in', () => {
    const { cursor, applied } = after([{ type: 'welcome', seq: 45 }, { type: 'events', items: [item(42), item(43)] }], { seq: 41 });

    expect(applied).toEqual([42, 43]);
    expect(behind(cursor)).toEqual({ left: 2, total: 4 });
  });

  it('applies nothing twice', () => {
    const { applied } = after([{ type: 'events', items: [item(42), item(43)] }, { type: 'events', items: [item(43), item(44)] }], { seq: 41 });

    expect(applied).toEqual([42, 43, 44]);
  });

  it('does not mind the gaps of what others see', () => {
    const { cursor, applied } = after([{ type: 'events', items: [item(44), item(49)] }], { seq: 41 });

    expect(applied).toEqual([44, 49]);
    expect(cursor.seq).toBe(49);
  });

  it('moves on where nothing was for us, and never back', () => {
    expect(after([{ type: 'seq', seq: 60 }, { type: 'seq', seq: 55 }], { seq: 41 }).cursor.seq).toBe(60);
  });

  it('lets fleeting events through without moving', () => {
    const { cursor, applied } = after([{ type: 'events', items: [item()] }], { seq: 41 });

    expect(applied).toEqual([undefined]);
    expect(cursor.seq).toBe(41);
  });

  it('starts anew after a reset', () => {
    const { cursor, refreshes } = after([{ type: 'reset', seq: 900 }], { seq: 41 });

    expect(cursor.seq).toBe(900);
    expect(refreshes).toBe(1);
    expect(behind(cursor).left).toBe(0);
  });
});
