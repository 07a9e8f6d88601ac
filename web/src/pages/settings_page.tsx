// The settings: which screen stands behind which address, and for whom.
import { t } from '@lingui/core/macro';
import { Lock } from 'lucide-react';
import { Redirect } from 'wouter';
import { AccountCard } from '../features/settings/account_card';
import { ChannelList } from '../features/settings/channel_list';
import { ConnectWizard } from '../features/settings/connect_wizard';
import { ContactsCard } from '../features/settings/contacts_card';
import { CannedCard, LabelsCard, TeamsCard } from '../features/settings/desk_cards';
import { InboxDetail } from '../features/settings/inbox_detail';
import { KeysCard } from '../features/settings/keys_card';
import { OwnCard } from '../features/settings/own_card';
import { QuarantineCard } from '../features/settings/quarantine_card';
import { placesFor, SettingsBody, SettingsFrame, type Section } from '../features/settings/settings_frame';
import { UsersCard } from '../features/settings/users_card';
import { useMe } from '../state/session';
import { EmptyState } from '../ui/banner';

export interface SettingsPageProps {
  section: string | undefined;
  item: string | undefined;
}

const cards: Record<Section, () => React.ReactNode> = {
  me: () => <OwnCard />, keys: () => <KeysCard />, channels: () => <ChannelList />, users: () => <UsersCard />, teams: () => <TeamsCard />,
  labels: () => <LabelsCard />, canned: () => <CannedCard />, contacts: () => <ContactsCard />, quarantine: () => <QuarantineCard />, account: () => <AccountCard />,
};

export function SettingsPage({ section, item }: SettingsPageProps) {
  const { role } = useMe();
  const places = placesFor(role);
  const first = places[0];
  if (!section && first) return <Redirect to={`/settings/${first.section}`} replace />;
  const place = places.find((candidate) => candidate.section === section);
  if (!place) return <SettingsFrame title={t`No access`}><EmptyState of={Lock} title={t`This is not for you`}>{t`Ask an admin for access.`}</EmptyState></SettingsFrame>;
  if (place.section === 'channels' && item === 'connect') return <ConnectWizard />;
  if (place.section === 'channels' && item) return <InboxDetail key={item} id={item} />;
  return <SettingsFrame title={place.words}><SettingsBody section={place.section}>{cards[place.section]()}</SettingsBody></SettingsFrame>;
}
