import { describe, expect, it } from 'vitest';
import { aConversation, anAttachment, whatsappLike } from '../test/samples';
import { faultOf, partsOf, standing, textLimit } from './compose';

const now = Date.parse('2026-03-02T12:00:00Z');

describe('the reply window', () => {
  it.each([
    ['2026-03-02T12:00:01Z', 'free'],
    ['2026-03-02T12:00:00Z', 'template_only'],
    [undefined, 'template_only'],
  ] as const)('that ends at %s leaves %s', (ends, expected) => {
    expect(standing(aConversation({ reply_window_ends_at: ends }), whatsappLike(), now)).toBe(expected);
  });

  it('is always open on a channel without one, and shuts where there are no templates', () => {
    expect(standing(aConversation(), whatsappLike({ reply_window_hours: undefined }), now)).toBe('free');
    expect(standing(aConversation(), whatsappLike({ templates: false }), now)).toBe('closed');
  });

  it('does not hold for what everybody reads', () => {
    expect(standing(aConversation({ public: true }), whatsappLike({ templates: false }), now)).toBe('free');
  });

  it('is not asked for where the one private answer was given', () => {
    expect(standing(aConversation(), whatsappLike({ private: false, reply_window_hours: undefined }), now)).toBe('answered_once');
    expect(standing(aConversation({ public: true }), whatsappLike({ private: false }), now)).toBe('free');
  });

  it('may be followed by a late one', () => {
    const late = aConversation({ reply_window_ends_at: '2026-03-01T12:00:00Z', late_reply_window_ends_at: '2026-03-07T12:00:00Z' });
    expect(standing(late, whatsappLike({ templates: false }), now)).toBe('free');
    expect(standing(late, whatsappLike({ templates: false }), Date.parse('2026-03-07T12:00:01Z'))).toBe('closed');
  });

  it('is over when the customer was erased', () => {
    const contact = { ...aConversation().contact, erased_at: '2026-03-03T12:00:00Z' };
    expect(standing(aConversation({ contact, reply_window_ends_at: '2026-03-03T12:00:00Z' }), whatsappLike(), now)).toBe('erased');
    expect(standing(aConversation({ contact, public: true }), whatsappLike(), now)).toBe('free');
  });

  it('is nothing to who wants no more messages', () => {
    expect(standing(aConversation({ opted_out: true, reply_window_ends_at: '2026-03-03T12:00:00Z' }), whatsappLike(), now)).toBe('opted_out');
  });
});

describe('the length of a text', () => {
  const x = whatsappLike({ text_max: 10_000, public_text_max: 280, public_text_unit: 'weighted' });

  it('is counted by who can read it', () => {
    expect(textLimit(aConversation(), x)).toEqual({ unit: 'characters', max: 10_000 });
    expect(textLimit(aConversation({ public: true }), x)).toEqual({ unit: 'weighted', max: 280 });
    expect(textLimit(aConversation({ public: true }), whatsappLike())).toEqual({ unit: 'characters', max: 4096 });
  });
});

describe('a reply with files', () => {
  const photo = anAttachment({ id: '1' });
  const voice = anAttachment({ id: '2', kind: 'audio' });

  it('says its text with the first file', () => {
    expect(partsOf('Kijk', [photo, voice], whatsappLike())).toEqual([{ text: 'Kijk', attachments: [photo] }, { text: '', attachments: [voice] }]);
  });

  it('says its text first where the file can carry none', () => {
    expect(partsOf('Luister', [voice], whatsappLike())).toEqual([{ text: 'Luister', attachments: [] }, { text: '', attachments: [voice] }]);
    expect(partsOf('x'.repeat(1025), [photo], whatsappLike())).toHaveLength(2);
  });

  it('keeps files together where the channel takes several', () => {
    expect(partsOf('', [photo, voice], whatsappLike({ attachments_max: 10 }))).toEqual([{ text: '', attachments: [photo, voice] }]);
  });
});

describe('a file', () => {
  it('is refused for what it weighs, by its kind', () => {
    expect(faultOf({ type: 'image/png', size: 6_000_000 }, whatsappLike())).toEqual({ reason: 'too_large', limit: 5_000_000 });
    expect(faultOf({ type: 'application/pdf', size: 6_000_000 }, whatsappLike())).toBeUndefined();
    expect(faultOf({ type: 'image/png', size: 1 }, whatsappLike({ media: [] }))).toEqual({ reason: 'not_taken' });
  });
});
