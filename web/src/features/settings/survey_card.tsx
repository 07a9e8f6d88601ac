// Whether customers are asked how they were helped, and in which words.
import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getSurvey, putSurvey, type SurveyChange } from '../../api/satisfaction';
import { queryClient } from '../../state/cache';
import { showToast } from '../../state/toasts';
import { Banner } from '../../ui/banner';
import { TextAreaField } from '../../ui/field';
import { Switch } from '../../ui/switch';
import { useSave } from '../../ui/use_save';
import { SaveFoot } from './save_foot';
import styles from './settings.module.css';

const wordsMax = 500;

function Editor({ inboxId, survey }: { inboxId: string; survey: SurveyChange }) {
  const [enabled, setEnabled] = useState(survey.is_enabled);
  const [words, setWords] = useState(survey.words);
  const saving = useSave();
  const isReady = (enabled !== survey.is_enabled || words.trim() !== survey.words) && !saving.busy;
  const submit = () => saving.run(async () => {
    queryClient.setQueryData(['survey', inboxId], await putSurvey(inboxId, { is_enabled: enabled, words: words.trim() }));
    showToast({ text: t`Saved`, tone: 'done' });
  });
  return (
    <form onSubmit={(event) => { event.preventDefault(); if (isReady) void submit(); }}>
      <div className={styles.block}>
        <Switch checked={enabled} onChange={setEnabled}>{t`Ask customers how they were helped`}</Switch>
        {enabled ? <TextAreaField label={t`The question`} value={words} rows={2} maxLength={wordsMax} placeholder={t`How did we help you? Let us know:`} help={t`The link comes behind it. Empty: the words that stand here, in the language of your organisation.`} onChange={(event) => setWords(event.target.value)} error={saving.faultOf('words')} /> : null}
        {saving.fault ? <Banner tone="late" role="alert">{saving.fault}</Banner> : null}
      </div>
      <SaveFoot disabled={!isReady} />
    </form>
  );
}

export function SurveyCard({ inboxId }: { inboxId: string }) {
  const { data } = useQuery({ queryKey: ['survey', inboxId], queryFn: () => getSurvey(inboxId) });
  return (
    <section className={styles.card}>
      <header className={styles.cardHead}><div><h2 className="title">{t`Satisfaction`}</h2><p className="small">{t`A minute after a conversation is resolved the customer gets a link, at most once a week. What they say stands in the thread and beside it.`}</p></div></header>
      {data ? <Editor key={JSON.stringify(data)} inboxId={inboxId} survey={data} /> : null}
    </section>
  );
}
