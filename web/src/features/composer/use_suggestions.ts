// Completes what is asked for while one types, with the keys of the text box.
import { i18n } from '@lingui/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useMemo, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { getContact } from '../../api/contacts';
import { findArticles } from '../../api/kept';
import type { ComposeMode, Conversation } from '../../api/types';
import { keys } from '../../state/cache';
import { useCanned, useInbox, useUsers } from '../../state/desk';
import { blanksOf, filled, valuesOf } from '../../state/fill';
import { greeting } from '../../state/greeting';
import { keepRecentEmoji } from '../../state/recent_emoji';
import { useMe } from '../../state/session';
import { asked, fitting, inserted, namesFitting, wordsFor, type Asked, type Sign } from './canned';
import type { Suggestion } from './suggestion_list';
import { variablesFitting } from './variables';

const articlesMs = 60_000;

// The list of emoji comes when the first one is asked for.
function useEmoji(words: string | undefined): Suggestion[] {
  const { data } = useQuery({ queryKey: ['emoji'], queryFn: () => import('../../ui/emoji_data'), enabled: words !== undefined });
  return useMemo(() => (data && words !== undefined
    ? data.emojiFor(words).slice(0, 8).map((emoji) => ({ id: emoji.sign, sign: ':', name: data.emojiName(emoji, i18n.locale), more: '', insert: emoji.sign }))
    : []), [data, words]);
}

function useColleagues(words: string | undefined): Suggestion[] {
  const me = useMe();
  const users = useUsers().data;
  return useMemo(() => (words === undefined || !users
    ? []
    : namesFitting(users.filter(({ id, active }) => active && id !== me.id), words).map(({ id, name }) => ({ id, sign: '@', name, more: '', insert: `@${name} ` }))), [words, users, me.id]);
}

// What fills the blanks of this conversation, as soon as somebody asks for words with blanks.
function useValues(enabled: boolean, conversation: Conversation): Record<string, string | undefined> {
  const me = useMe();
  const inbox = useInbox(conversation.inbox_id);
  const contact = useQuery({ queryKey: keys.contact(conversation.contact.id), queryFn: () => getContact(conversation.contact.id), enabled }).data;
  return useMemo(() => valuesOf({ conversation, contact, inbox, me, greeting: greeting() }), [conversation, contact, inbox, me]);
}

interface Articles {
  found: Suggestion[];
  // Asked, and there is none.
  none: boolean;
}

// An article that stands somewhere can be put in as its words or as its address: two lines of the list.
function useArticles(words: string | undefined, values: Record<string, string | undefined>): Articles {
  const sought = useDeferredValue(words?.trim());
  const { data, isPlaceholderData: isOld } = useQuery({ queryKey: [...keys.articles, 'found', sought], queryFn: async () => (await findArticles(sought ?? '')).items, enabled: sought !== undefined, staleTime: articlesMs, placeholderData: keepPreviousData });
  return useMemo(() => {
    if (words === undefined || !data) return { found: [], none: false };
    const found = data.flatMap(({ id, title, text, url }): Suggestion[] => [
      { id, sign: '??', name: title, more: filled(text, values), insert: filled(text, values) },
      ...(url ? [{ id: `${id}-link`, sign: '??' as const, name: '', more: url, insert: url, isLink: true }] : []),
    ]);
    return { found, none: !isOld && found.length === 0 };
  }, [words, data, isOld, values]);
}

function useResponses(words: string | undefined, conversation: Conversation, values: Record<string, string | undefined>): Suggestion[] {
  const responses = useCanned().data;
  return useMemo(() => {
    if (words === undefined || !responses) return [];
    return fitting(responses, words).map((response) => {
      const text = filled(wordsFor(response, conversation.channel), values);
      return { id: response.id, sign: '/', name: response.shortcut, more: text, insert: text };
    });
  }, [words, responses, conversation.channel, values]);
}

export interface Completion {
  // No article holds what was asked for.
  none: boolean;
  suggestions: Suggestion[];
  active: number;
  choose: (suggestion: Suggestion) => void;
  look: (text: string, caret: number) => void;
  // Answers whether the key was for the list.
  key: (event: KeyboardEvent) => boolean;
}

const signsOf: Record<ComposeMode, readonly Sign[]> = { reply: ['/', '??', ':', '{'], note: ['/', '??', '@', ':', '{'], side_question: [] };

interface Selection {
  from: number;
  to: number;
}

export function useSuggestions(text: string, mode: ComposeMode, conversation: Conversation, onType: (text: string) => void, box: RefObject<HTMLTextAreaElement | null>): Completion {
  const [question, setQuestion] = useState<Asked | undefined>(undefined);
  const [active, setActive] = useState(0);
  const selection = useRef<Selection | undefined>(undefined);
  const wordsOf = (sign: Sign) => (question?.sign === sign ? question.words : undefined);
  const values = useValues(question?.sign === '/' || question?.sign === '??' || question?.sign === '{', conversation);
  const braced = wordsOf('{');
  const variables = useMemo(() => (braced === undefined ? [] : variablesFitting(braced, values)), [braced, values]);
  const [responses, articles, colleagues, emoji] = [useResponses(wordsOf('/'), conversation, values), useArticles(wordsOf('??'), values), useColleagues(wordsOf('@')), useEmoji(wordsOf(':'))];
  const suggestions = [...responses, ...articles.found, ...colleagues, ...emoji, ...variables];
  useEffect(() => {
    const next = selection.current;
    selection.current = undefined;
    if (next) box.current?.setSelectionRange(next.from, next.to);
  }, [text, box]);
  const choose = (suggestion: Suggestion) => {
    if (!question) return;
    if (suggestion.sign === ':') keepRecentEmoji(suggestion.insert);
    const next = inserted(text, question, suggestion.insert);
    // The first blank that could not be filled is selected: one types on.
    const blank = blanksOf(suggestion.insert)[0];
    selection.current = blank ? { from: question.from + blank.from, to: question.from + blank.to } : { from: next.caret, to: next.caret };
    setQuestion(undefined);
    onType(next.text);
  };
  const key = (event: KeyboardEvent) => {
    const chosen = suggestions[active];
    if (!chosen || event.ctrlKey || event.metaKey) return false;
    const doing: Record<string, () => void> = {
      ArrowDown: () => setActive((active + 1) % suggestions.length), ArrowUp: () => setActive((active + suggestions.length - 1) % suggestions.length),
      Enter: () => choose(chosen), Tab: () => choose(chosen), Escape: () => setQuestion(undefined),
    };
    const run = doing[event.key];
    if (!run) return false;
    event.preventDefault();
    event.stopPropagation();
    run();
    return true;
  };
  return { suggestions, none: articles.none, active, choose, key, look: (next, at) => { setQuestion(asked(next, at, signsOf[mode])); setActive(0); } };
}
