// The one line that puts a chat on a site.
import { t } from '@lingui/core/macro';
import type { Inbox } from '../../api/types';
import { CopyField } from '../../ui/copy_field';

function quoted(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}

// The desk's own address is where this page came from.
export function siteScript(inbox: Pick<Inbox, 'address'>, origin: string): string {
  return `<script src="${quoted(origin)}/widget.js" data-key="${quoted(inbox.address)}" async></script>`;
}

export function SiteScript({ inbox }: { inbox: Inbox }) {
  return <CopyField label={t`Line for your site`} value={siteScript(inbox, location.origin)} />;
}
