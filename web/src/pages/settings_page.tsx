// The settings: which screen stands behind which address, and for whom.
import { t } from '@lingui/core/macro';
import { CircleAlert, Lock } from 'lucide-react';
import { Redirect } from 'wouter';
import { AccountCard } from '../features/settings/account_card';
import { ArticlesCard } from '../features/settings/articles_card';
import { AttributesCard } from '../features/settings/attributes_card';
import { CardSource } from '../features/settings/card_source';
import { ChannelList } from '../features/settings/channel_list';
import { ConnectWizard } from '../features/settings/connect_wizard';
import { AuditCard } from '../features/settings/audit_card';
import { ContactPage } from '../features/contacts/contact_page';
import { ContactsList } from '../features/contacts/contacts_list';
import { ContactsCard } from '../features/settings/contacts_card';
import { CannedCard } from '../features/settings/canned_card';
import { LabelsCard, TeamsCard } from '../features/settings/desk_cards';
import { InboxDetail } from '../features/settings/inbox_detail';
import { KeysCard } from '../features/settings/keys_card';
import { MacrosCard } from '../features/settings/macros_card';
import { OwnCard } from '../features/settings/own_card';
import { PhrasesCard } from '../features/settings/phrases_card';
import { PoliciesCard } from '../features/settings/policies_card';
import { QuarantineCard } from '../features/settings/quarantine_card';
import { SearchStreamsPage } from '../features/settings/search_streams_card';
import { placesFor, SettingsBody, SettingsFrame, SettingsMenu, type Section } from '../features/settings/settings_frame';
import { TokensCard } from '../features/settings/tokens_card';
import { UsersCard } from '../features/settings/users_card';
import { useMe } from '../state/session';
import { EmptyState } from '../ui/banner';
import { phone, useMedia } from '../ui/use_media';

export interface SettingsPageProps {
  section: string | undefined;
  item: string | undefined;
}

// Agents look up; tables of all of them are an admin's.
function ContactsSection() {
  const { role } = useMe();
  return <><ContactsList />{role === 'admin' ? <ContactsCard /> : null}</>;
}

const cards: Record<Section, () => React.ReactNode> = {
  attributes: () => <AttributesCard />, me: () => <><OwnCard /><TokensCard /></>, keys: () => <KeysCard />, channels: () => <ChannelList />, streams: () => <SearchStreamsPage />, users: () => <UsersCard />, teams: () => <TeamsCard />,
  labels: () => <LabelsCard />, canned: () => <CannedCard />, macros: () => <MacrosCard />, articles: () => <ArticlesCard />, policies: () => <PoliciesCard />, phrases: () => <PhrasesCard />, contacts: () => <ContactsSection />, audit: () => <AuditCard />, quarantine: () => <QuarantineCard />, account: () => <><AccountCard /><CardSource /></>,
};

export function SettingsPage({ section, item }: SettingsPageProps) {
  const { role } = useMe();
  const onPhone = useMedia(phone);
  const places = placesFor(role);
  const first = places[0];
  if (!section && onPhone) return <SettingsMenu />;
  if (!section && first) return <Redirect to={`/settings/${first.section}`} replace />;
  const place = places.find((candidate) => candidate.section === section);
  if (!place && !(section && section in cards)) return <SettingsFrame title={t`Not found`}><EmptyState of={CircleAlert} title={t`This page is not there`}>{t`The address may be mistyped, or from another version.`}</EmptyState></SettingsFrame>;
  if (!place) return <SettingsFrame title={t`No access`}><EmptyState of={Lock} title={t`This is not for you`}>{t`Ask an admin for access.`}</EmptyState></SettingsFrame>;
  if (place.section === 'channels' && item === 'connect') return <ConnectWizard />;
  if (place.section === 'contacts' && item) return <ContactPage key={item} id={item} />;
  if (place.section === 'channels' && item) return <InboxDetail key={item} id={item} />;
  return <SettingsFrame title={place.words}><SettingsBody section={place.section}>{cards[place.section]()}</SettingsBody></SettingsFrame>;
}
