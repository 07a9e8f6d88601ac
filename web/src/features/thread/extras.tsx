// What a message can carry besides text and files: a place, people, a choice, an order.
import { t } from '@lingui/core/macro';
import { ListChecks, MapPin, Megaphone, UserRound } from 'lucide-react';
import type { Message } from '../../api/types';
import { Icon } from '../../ui/icon';
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

function ContactCard({ card }: { card: Card }) {
  return (
    <span className={styles.card}>
      <span className="row tight medium"><Icon of={UserRound} />{card.name}</span>
      {card.organization ? <span className="hint small">{card.organization}</span> : null}
      {card.phones?.map((phone) => <a key={phone} href={`tel:${phone.replaceAll(/[^+\d]/g, '')}`} className="small num">{phone}</a>)}
      {card.emails?.map((email) => <a key={email} href={`mailto:${encodeURI(email)}`} className="small">{email}</a>)}
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
      <ChoiceLine message={message} />
      {message.location ? <LocationCard place={message.location} /> : null}
      {message.contacts?.map((card, index) => <ContactCard key={index} card={card} />)}
    </>
  );
}
