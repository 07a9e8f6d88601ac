// What a public reply would tell everybody about this customer: named before it is posted.
import { t } from '@lingui/core/macro';
import { TriangleAlert } from 'lucide-react';
import type { Fact } from '../../state/private_facts';
import { Banner } from '../../ui/banner';
import styles from './composer.module.css';

export function privateWords(facts: readonly Fact[]): string {
  const names = [...new Set(facts.map(({ text }) => text))];
  const all = names.join(', ');
  return names.length === 1 ? t`${all} looks like something private.` : t`${all} look like something private.`;
}

export function PrivateLine({ facts }: { facts: readonly Fact[] }) {
  if (facts.length === 0) return null;
  return <div className={styles.private}><Banner tone="risk" of={TriangleAlert}>{privateWords(facts)}{' '}{t`You are asked before it is posted.`}</Banner></div>;
}
