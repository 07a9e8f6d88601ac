// What narrows the list: one menu to choose from.
import { t } from '@lingui/core/macro';
import { ListFilter } from 'lucide-react';
import { Suspense } from 'react';
import { IconButton } from '../../ui/icon_button';
import { lazily } from '../../ui/lazily';
import { Menu } from '../../ui/menu';
import { phone, useMedia } from '../../ui/use_media';
import type { BarProps } from './use_filter_change';

const FilterChoices = lazily(async () => (await import('./filter_choices')).FilterChoices);

export function FilterMenu(props: BarProps) {
  const onPhone = useMedia(phone);
  return (
    <Menu label={t`Filter`} trigger={<IconButton of={ListFilter} iconSize={onPhone ? 20 : 16} label={t`Filter`} />}>
      <Suspense fallback={null}><FilterChoices {...props} /></Suspense>
    </Menu>
  );
}
