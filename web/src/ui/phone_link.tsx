// In the demo the customers are one's own: the way to their phone.
import { t } from '@lingui/core/macro';
import { Smartphone } from 'lucide-react';
import { buttonClasses } from './button';
import { Icon } from './icon';

export function PhoneLink() {
  return <a href="/sandbox" target="_blank" rel="noopener" className={buttonClasses({})}><Icon of={Smartphone} size={14} />{t`Open the customers’ phone`}</a>;
}
