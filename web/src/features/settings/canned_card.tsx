// Canned responses: for whom, in which language, and with other words where a channel asks for them.
import { t } from '@lingui/core/macro';
import { Plus, X } from 'lucide-react';
import { deleteCanned, patchCanned, postCanned, type CannedBody } from '../../api/desk_changes';
import type { CannedResponse } from '../../api/types';
import { audienceOf, mayEdit, sharing, useAudiences } from '../../state/audience';
import { keys } from '../../state/cache';
import { shortcutIn, variantsOf, variantsToKeep, type Variant } from '../../state/canned_words';
import { useCanned, useInboxes, useUser } from '../../state/desk';
import { mayLead, mayWrite, useMe } from '../../state/session';
import { AudienceBadge } from '../../ui/audience_badge';
import { Badge } from '../../ui/badge';
import { blankWords } from '../../ui/blank_words';
import { Button } from '../../ui/button';
import { offerName } from '../../ui/channel_name';
import { ChannelTile } from '../../ui/channel_tile';
import { SelectField, TextAreaField, TextField } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { IconButton } from '../../ui/icon_button';
import { languageChoices, languageWords } from '../../ui/language_words';
import type { Saving } from '../../ui/use_save';
import { anew } from './anew';
import { ListCard } from './list_card';
import styles from './settings.module.css';

interface Filled {
  shortcut: string;
  text: string;
  variants: Variant[];
  audience: string;
  language: string;
}

const textMax = 10_000;

interface FieldsProps {
  filled: Filled;
  set: (change: Partial<Filled>) => void;
  saving: Saving;
}

// The channels of this desk that have no words of their own yet.
function useFreeChannels(variants: Variant[]): string[] {
  const channels = new Set<string>((useInboxes().data ?? []).map(({ channel }) => channel));
  return [...channels].filter((channel) => !variants.some((one) => one.channel === channel));
}

function Variants({ filled: { variants }, set, saving }: FieldsProps) {
  const free = useFreeChannels(variants);
  const [next] = free;
  const change = (place: number, to: Partial<Variant>) => set({ variants: variants.map((one, at) => (at === place ? { ...one, ...to } : one)) });
  return (
    <>
      {variants.map(({ channel, text }, place) => {
        const name = offerName(channel);
        return (
          <div key={channel} className={styles.part}>
            <div className="row">
              <div className="grow"><SelectField label={t`Other words on`} value={channel} onChange={(to) => change(place, { channel: to })} options={[channel, ...free].map((value) => ({ value, label: offerName(value) }))} /></div>
              <IconButton of={X} label={t`Remove the words for ${name}`} onClick={() => set({ variants: variants.filter((_, at) => at !== place) })} />
            </div>
            <TextAreaField label={t`Text on ${name}`} value={text} rows={3} maxLength={textMax} onChange={(event) => change(place, { text: event.target.value })} />
          </div>
        );
      })}
      {next ? <span><Button size="sm" onClick={() => set({ variants: [...variants, { channel: next, text: '' }] })}><Icon of={Plus} size={14} />{t`Other words on a channel`}</Button></span> : null}
      {saving.faultOf('variants') ? <p className="t-late small" role="alert">{saving.faultOf('variants')}</p> : null}
    </>
  );
}

function Fields(props: FieldsProps) {
  const { filled: { shortcut, text, audience, language }, set, saving } = props;
  return (
    <>
      <TextField label={t`Shortcut`} value={shortcut} required autoFocus maxLength={100} help={t`Letters, digits and hyphens`} onChange={(event) => set({ shortcut: shortcutIn(event.target.value) })} error={saving.faultOf('shortcut')} />
      <TextAreaField label={t`Text`} value={text} required rows={6} maxLength={textMax} help={blankWords()} onChange={(event) => set({ text: event.target.value })} error={saving.faultOf('text')} />
      <Variants {...props} />
      <div className={styles.pair}>
        <SelectField label={t`Who sees it`} value={audience} onChange={(value) => set({ audience: value })} options={useAudiences()} error={saving.faultOf('team_id')} />
        <SelectField label={t`Language`} value={language} onChange={(value) => set({ language: value })} options={languageChoices(language)} />
      </div>
    </>
  );
}

function Line({ canned }: { canned: CannedResponse }) {
  const { shortcut, text, variants = {}, owner_id: owner, language } = canned;
  const me = useMe();
  const author = useUser(owner)?.name;
  return (
    <>
      <span className={styles.rowText}>
        <span className="strong">/{shortcut}</span>
        <span className="hint small clip">{text}</span>
        {author && owner !== me.id ? <span className="hint micro">{t`by ${author}`}</span> : null}
      </span>
      {Object.keys(variants).map((channel) => <ChannelTile key={channel} channel={channel} size={16} />)}
      {language ? <Badge>{languageWords(language)}</Badge> : null}
      <AudienceBadge of={canned} />
    </>
  );
}

function bodyOf({ shortcut, text, variants, audience, language }: Filled): CannedBody {
  return { shortcut, text: text.trim(), variants: variantsToKeep(variants), language: language || null, ...sharing(audience) };
}

export function CannedCard() {
  const me = useMe();
  const usual = mayLead(me) ? 'all' : 'own';
  return (
    <ListCard<CannedResponse, Filled>
      title={t`Canned responses`} explained={t`Type / and the shortcut in a reply.`} newWords={t`New response`} items={useCanned().data} name={(canned) => canned.shortcut}
      line={(canned) => <Line canned={canned} />} may={(canned) => mayEdit(me, canned)} mayAdd={mayWrite(me)} wide
      filled={(canned) => ({ shortcut: canned?.shortcut ?? '', text: canned?.text ?? '', variants: variantsOf(canned?.variants), audience: canned ? audienceOf(canned) : usual, language: canned?.language ?? '' })}
      ready={({ shortcut, text }) => shortcut.trim() !== '' && text.trim() !== ''}
      fields={(filled, set, saving) => <Fields filled={filled} set={set} saving={saving} />}
      save={(canned, filled) => anew(keys.canned, canned ? patchCanned(canned.id, bodyOf(filled)) : postCanned(bodyOf(filled)))}
      remove={(canned) => anew(keys.canned, deleteCanned(canned.id))}
    />
  );
}
