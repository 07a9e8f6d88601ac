// How a post sounds that a search stream found: counted by a list of words, so a hint and no more.
import { t } from '@lingui/core/macro';
import { Frown, Meh, Smile } from 'lucide-react';
import type { Sentiment } from '../api/types';
import { Badge } from './badge';
import { Icon } from './icon';

export function sentimentWords(sentiment: Sentiment): string {
  switch (sentiment) {
    case 'negative': return t`Sounds negative`;
    case 'positive': return t`Sounds positive`;
    case 'neutral': return t`Sounds neutral`;
  }
}

function shortWords(sentiment: Sentiment): string {
  switch (sentiment) {
    case 'negative': return t`Negative`;
    case 'positive': return t`Positive`;
    case 'neutral': return t`Neutral`;
  }
}

const pictures = { negative: Frown, neutral: Meh, positive: Smile };
const tones = { negative: 'risk', neutral: 'plain', positive: 'ok' } as const;

export function SentimentMark({ sentiment }: { sentiment: Sentiment }) {
  return <Badge tone={tones[sentiment]} title={t`Counted by a list of words; irony escapes it.`}><Icon of={pictures[sentiment]} size={12} />{shortWords(sentiment)}</Badge>;
}
