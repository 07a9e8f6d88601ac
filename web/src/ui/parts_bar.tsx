// Balie was renewed while this tab was open: said above everything, with one way on.
import { t } from '@lingui/core/macro';
import { Sparkles } from 'lucide-react';
import { isAtStake, useAtStake } from '../state/at_stake';
import { reloadPage, useParts } from '../state/parts';
import { Banner } from './banner';
import { Button } from './button';

export function PartsBar() {
  const areGone = useParts((store) => store.areGone);
  const atStake = useAtStake(isAtStake);
  if (!areGone) return null;
  return (
    <Banner tone="accent" of={Sparkles} flat action={<Button size="sm" onClick={reloadPage}>{t`Reload`}</Button>}>
      {atStake ? t`There is a new version of Balie. A file or recording is not attached yet: wait for it, or reload without it.` : t`There is a new version of Balie. Reload the page to go on; what you typed is kept.`}
    </Banner>
  );
}
