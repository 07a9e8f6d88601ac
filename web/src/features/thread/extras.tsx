// What a message can carry besides text and files: a place, people, a choice, an order.
import { t } from '@lingui/core/macro';
import { Copy, LayoutTemplate, ListChecks, MapPin, Megaphone, UserRound } from 'lucide-react';
import type { Message } from '../../api/types';
import { showToast } from '../../state/toasts';
import { Icon } from '../../ui/icon';
import { IconButton } from '../../ui/icon_button';
import { RawLink } from './raw_link';
import styles from './message.module.css';

type Place = NonNullable<Message['location']>;
type Card = NonNullable<Message['contacts']>[number];

function LocationCard({ place }: { place: Place }) {
  const at = `${place.latitude.toFixed(5)}, ${place.longitude.toFixed(5)}`;
  const map = `https://www.openstreetmap.org/?mlat=${place.latitude}&mlon=${place.longitude}#map=17/${place.latitude}/${place.longitude}`;
  return (
    <span className={styles.card}>
      <span className="row tight medium"><Icon of={MapPin} />{place.name ?? t`Location`}</span>
      {place.address ? <span>{place.address}</span> : null}
      <a href={map} target="_blank" rel="noopener noreferrer" className="small num">{at}</a>
    </span>
  );
}

function Copyable({ value, href }: { value: string; href: string }) {
  const copy = () => { navigator.clipboard.writeText(value).then(() => showToast({ text: t`${value} copied`, tone: 'done' }), () => showToast({ text: t`The browser does not let us copy.`, tone: 'error' })); };
  return <span className={styles.copyable}><a href={href} className="small num">{value}</a><IconButton of={Copy} size="mini" iconSize={12} label={t`Copy ${value}`} onClick={copy} /></span>;
}

function ContactCard({ card }: { card: Card }) {
  return (
    <span className={styles.card}>
      <span className="row tight medium"><Icon of={UserRound} />{card.name}</span>
      {card.organization ? <span className="hint small">{card.organization}</span> : null}
      {card.phones?.map((phone) => <Copyable key={phone} value={phone} href={`tel:${phone.replaceAll(/[^+\d]/g, '')}`} />)}
      {card.emails?.map((email) => <Copyable key={email} value={email} href={`mailto:${encodeURI(email)}`} />)}
    </span>
  );
}

function word(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function ChoiceLine({ message }: { message: Message }) {
  const { interactive } = message;
  if (!interactive) return null;
  const isOrder = interactive.type === 'order' || 'product_items' in interactive;
  const what = isOrder ? t`Shopping order` : word(interactive.description) ?? t`Chosen`;
  return (
    <span className={styles.chosen}>
      <Icon of={ListChecks} size={14} />{what}
      <RawLink message={message} />
    </span>
  );
}

function ReferralLine({ referral }: { referral: NonNullable<Message['referral']> }) {
  const words = word(referral.headline) ?? word(referral.body) ?? word(referral.source_url);
  return words ? <span className={styles.chosen}><Icon of={Megaphone} size={14} />{t`By way of: ${words}`}</span> : null;
}

export function Extras({ message }: { message: Message }) {
  return (
    <>
      {message.referral ? <ReferralLine referral={message.referral} /> : null}
      {message.template ? <span className={styles.chosen}><Icon of={LayoutTemplate} size={14} />{message.template.name.replaceAll('_', ' ')}</span> : null}
      <ChoiceLine message={message} />
      {message.location ? <LocationCard place={message.location} /> : null}
      {message.contacts?.map((card, index) => <ContactCard key={index} card={card} />)}
    </>
  );
}
