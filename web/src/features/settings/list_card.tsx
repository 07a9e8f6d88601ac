// A list of small things that can be made, changed and removed: labels, teams, canned responses, macros.
import { t } from '@lingui/core/macro';
import { Plus } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Icon } from '../../ui/icon';
import { useSave, type Saving } from '../../ui/use_save';
import styles from './settings.module.css';

export interface ListCardProps<Item extends { id: string }, Filled> {
  title: string;
  explained: string;
  newWords: string;
  items: Item[] | undefined;
  name: (item: Item) => string;
  line: (item: Item) => ReactNode;
  filled: (item: Item | undefined) => Filled;
  ready: (filled: Filled) => boolean;
  fields: (filled: Filled, set: (change: Partial<Filled>) => void, saving: Saving) => ReactNode;
  save: (item: Item | undefined, filled: Filled) => Promise<unknown>;
  remove: (item: Item) => Promise<unknown>;
  // Whether this person may change it; absent: all that is here.
  may?: (item: Item) => boolean;
  mayAdd?: boolean;
  wide?: boolean;
  // One card of several on a page.
  part?: boolean;
}

interface EditorProps<Item extends { id: string }, Filled> extends ListCardProps<Item, Filled> {
  item: Item | undefined;
  onClose: () => void;
}

function Editor<Item extends { id: string }, Filled>({ item, onClose, ...card }: EditorProps<Item, Filled>) {
  const [filled, setFilled] = useState(() => card.filled(item));
  const saving = useSave();
  const ready = card.ready(filled) && !saving.busy;
  const finish = async (work: () => Promise<unknown>) => { if (await saving.run(work)) onClose(); };
  const submit = () => { if (ready) void finish(() => card.save(item, filled)); };
  return (
    <Dialog open onClose={onClose} title={item ? card.name(item) : card.newWords} width={card.wide ? 'wide' : 'normal'} actions={
      <>
        {item ? <span className="grow"><Button variant="danger" disabled={saving.busy} onClick={() => void finish(() => card.remove(item))}>{t`Remove`}</Button></span> : null}
        <Button onClick={onClose}>{t`Cancel`}</Button>
        <Button variant="primary" disabled={!ready} onClick={submit}>{t`Save`}</Button>
      </>
    }>
      <form className="col" style={{ gap: 'var(--s4)' }} onSubmit={(event) => { event.preventDefault(); submit(); }}>
        {card.fields(filled, (change) => setFilled({ ...filled, ...change }), saving)}
        {saving.fault ? <Banner tone="late" role="alert">{saving.fault}</Banner> : null}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}

export function ListCard<Item extends { id: string }, Filled>(props: ListCardProps<Item, Filled>) {
  const { title, explained, newWords, items, name, line, may = () => true, mayAdd = true, part = false } = props;
  const [editing, setEditing] = useState<{ item: Item | undefined } | undefined>(undefined);
  return (
    <section className={styles.card}>
      <header className={styles.cardHead}><div className="grow">{part ? <h2 className="title">{title}</h2> : <h1 className="head">{title}</h1>}<p>{explained}</p></div>{mayAdd ? <Button variant={part ? 'plain' : 'primary'} onClick={() => setEditing({ item: undefined })}><Icon of={Plus} size={14} />{newWords}</Button> : null}</header>
      {items?.map((item) => <div key={item.id} className={styles.row}>{line(item)}{may(item) ? <Button size="sm" aria-label={`${t`Change`} ${name(item)}`} onClick={() => setEditing({ item })}>{t`Change`}</Button> : null}</div>)}
      {items?.length === 0 ? <div className={styles.block}><p className="hint">{t`Nothing here yet.`}</p></div> : null}
      {editing ? <Editor {...props} item={editing.item} onClose={() => setEditing(undefined)} /> : null}
    </section>
  );
}
