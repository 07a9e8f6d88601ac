// Questions to somebody without a seat: asked, taken back, and what still may be done about them.
import { t } from '@lingui/core/macro';
import { create } from 'zustand';
import { Problem } from '../api/problem';
import { askSideQuestion, withdrawSideQuestion, type SideQuestionBody } from '../api/together';
import type { Message } from '../api/types';
import { serverWords } from '../ui/server_words';
import { keepMessage } from './threads';
import { showToast } from './toasts';
import { keepAsked, keptAsked } from './unsaved';

export type SideQuestion = NonNullable<Message['side_question']>;
export type SideState = SideQuestion['state'] | 'expired';

export function sideState({ state, expires_at: expiresAt }: SideQuestion, now: number): SideState {
  return state === 'asked' && new Date(expiresAt).getTime() <= now ? 'expired' : state;
}

// Links that this window was given, by the question's id: they are told once, to who asked.
export const useSideLinks = create<{ links: Record<string, string> }>(() => ({ links: {} }));

export async function copySideLink(link: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(link);
    showToast({ text: t`Link copied: pass it on to who was asked, and nobody else`, tone: 'done' });
  } catch {
    showToast({ text: t`The browser does not let us copy.`, tone: 'error' });
  }
}

// To whom a question goes and what they see beside it, until it is asked: its words are a draft like any other.
export interface SideForm {
  name: string;
  email: string;
  chosen: string[];
}

const emptyForm: SideForm = { name: '', email: '', chosen: [] };

const useSideForms = create<{ forms: Record<string, SideForm> }>(() => ({ forms: keptAsked() as Record<string, SideForm> }));
useSideForms.subscribe(({ forms }) => keepAsked(forms));

export function useSideForm(conversationId: string): SideForm {
  return useSideForms((store) => store.forms[conversationId] ?? emptyForm);
}

export function fillSideForm(conversationId: string, change: Partial<SideForm>): void {
  useSideForms.setState(({ forms }) => ({ forms: { ...forms, [conversationId]: { ...(forms[conversationId] ?? emptyForm), ...change } } }));
}

function forgetSideForm(conversationId: string): void {
  useSideForms.setState(({ forms }) => ({ forms: Object.fromEntries(Object.entries(forms).filter(([id]) => id !== conversationId)) }));
}

// Answers whether it was asked; why not is said.
export async function ask(conversationId: string, question: SideQuestionBody, expectsNoMail: boolean): Promise<boolean> {
  try {
    const { message, link } = await askSideQuestion(conversationId, question);
    keepMessage(message);
    forgetSideForm(conversationId);
    const asked = message.side_question;
    if (asked) useSideLinks.setState(({ links }) => ({ links: { ...links, [asked.id]: link } }));
    const { name } = question;
    if (asked?.mailed) showToast({ text: t`Asked ${name} by e-mail`, tone: 'done' });
    else showToast({ text: expectsNoMail ? t`The link for ${name} is ready: pass it on yourself.` : t`No mail could be sent to ${name}. Pass the link on yourself.`, tone: expectsNoMail ? 'done' : 'error', action: { label: t`Copy link`, run: () => void copySideLink(link) } });
    return true;
  } catch (error) {
    const why = error instanceof Problem && error.status < 500 ? ` ${serverWords(error)}` : '';
    showToast({ text: t`The question was not asked.` + why, tone: 'error' });
    return false;
  }
}

export async function withdrawQuestion(id: string): Promise<void> {
  try {
    keepMessage(await withdrawSideQuestion(id));
    showToast({ text: t`The question is withdrawn: its link is over`, tone: 'done' });
  } catch (error) {
    const over = error instanceof Problem && error.reason === 'side_question_over';
    showToast(over ? { text: t`It was answered or withdrawn already.`, tone: 'error' } : { text: t`The question could not be withdrawn.`, tone: 'error', action: { label: t`Retry`, run: () => void withdrawQuestion(id) } });
  }
}
