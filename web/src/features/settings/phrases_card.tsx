// Words that no reply may hold unless a second person approves it.
import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { deleteForbiddenPhrase, listForbiddenPhrases, postForbiddenPhrase, putForbiddenPhrase } from '../../api/kept';
import type { ForbiddenPhrase } from '../../api/types';
import { keys } from '../../state/cache';
import { TextField } from '../../ui/field';
import { anew } from './anew';
import { ListCard } from './list_card';
import styles from './settings.module.css';

export function PhrasesCard() {
  const { data } = useQuery({ queryKey: keys.forbiddenPhrases, queryFn: async () => (await listForbiddenPhrases()).items });
  return (
    <ListCard<ForbiddenPhrase, { phrase: string; explanation: string }>
      title={t`Forbidden phrases`} explained={t`A reply that holds one of these is stopped before it is sent; a lead or administrator may let it go. Capitals, accents and punctuation make no difference.`} newWords={t`New phrase`} items={data} name={({ phrase }) => phrase}
      line={({ phrase, explanation }) => <span className={styles.rowText}><span className="strong">{phrase}</span><span className="hint small">{explanation}</span></span>}
      filled={(phrase) => ({ phrase: phrase?.phrase ?? '', explanation: phrase?.explanation ?? '' })} ready={({ phrase }) => phrase.trim() !== ''}
      fields={({ phrase, explanation }, set, saving) => (
        <>
          <TextField label={t`Phrase`} value={phrase} required autoFocus maxLength={200} placeholder={t`guaranteed return`} onChange={(event) => set({ phrase: event.target.value })} error={saving.faultOf('phrase')} />
          <TextField label={t`What the agent is told`} value={explanation} maxLength={500} placeholder={t`We give no advice on investments.`} onChange={(event) => set({ explanation: event.target.value })} error={saving.faultOf('explanation')} />
        </>
      )}
      save={(phrase, { phrase: words, explanation }) => {
        const body = { phrase: words.trim(), explanation: explanation.trim() };
        return anew(keys.forbiddenPhrases, phrase ? putForbiddenPhrase(phrase.id, body) : postForbiddenPhrase(body));
      }}
      remove={(phrase) => anew(keys.forbiddenPhrases, deleteForbiddenPhrase(phrase.id))}
    />
  );
}
