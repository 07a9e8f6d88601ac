// A saved view: its name and who sees it. What it holds is the list on the screen when it is made.
import { t } from '@lingui/core/macro';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { SavedView } from '../../api/types';
import { deleteView, patchView, postView } from '../../api/views';
import { audienceOf, sharing, useAudiences } from '../../state/audience';
import { inboxPath } from '../../state/route';
import { useScreen } from '../../state/screen';
import type { View } from '../../state/view';
import { filterToSave } from '../../state/view_filter';
import { useViews, viewsChanged } from '../../state/views';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { SelectField, TextField } from '../../ui/field';
import { useSave } from '../../ui/use_save';

const close = () => useScreen.setState({ viewDialog: undefined });

function useKeeping(view: View, saved: SavedView | undefined) {
  const saving = useSave();
  const [, go] = useLocation();
  const views = useViews().data ?? [];
  const finish = async (work: () => Promise<string | undefined>) => {
    let path: string | undefined;
    if (!(await saving.run(async () => { path = await work(); }))) return;
    viewsChanged();
    close();
    if (path !== undefined) go(path);
  };
  const keep = (name: string, audience: string, fromScreen: boolean) => finish(async () => {
    const held = { filter: filterToSave(view, views), sort: view.sort };
    const kept = saved ? await patchView(saved.id, { name, ...sharing(audience), ...(fromScreen ? held : {}) }) : await postView({ name, ...sharing(audience), ...held });
    return inboxPath({ kind: 'view', of: kept.id });
  });
  const remove = () => finish(async () => {
    if (saved) await deleteView(saved.id);
    return inboxPath({ kind: 'mine' });
  });
  return { saving, keep, remove };
}

export function ViewDialog({ view, id }: { view: View; id: string | undefined }) {
  const saved = useViews().data?.find((one) => one.id === id);
  const [name, setName] = useState(saved?.name ?? '');
  const [audience, setAudience] = useState(saved ? audienceOf(saved) : 'own');
  const audiences = useAudiences();
  const { saving, keep, remove } = useKeeping(view, saved);
  const ready = name.trim() !== '' && !saving.busy;
  const narrowed = view.filter !== undefined || (view.sort !== (saved?.sort ?? 'due'));
  const submit = () => { if (ready) void keep(name.trim(), audience, !saved || (view.kind === 'view' && view.of === saved.id && narrowed)); };
  return (
    <Dialog open onClose={close} title={saved ? t`Change the view` : t`Keep as a view`} description={saved ? t`Filter and order that stand above the list now are kept with it.` : t`The list as it is filtered and ordered now, with a live count in the navigation.`} actions={
      <>
        {saved ? <span className="grow"><Button variant="danger" disabled={saving.busy} onClick={() => void remove()}>{t`Remove`}</Button></span> : null}
        <Button onClick={close}>{t`Cancel`}</Button>
        <Button variant="primary" disabled={!ready} onClick={submit}>{t`Save`}</Button>
      </>
    }>
      <form className="fields" onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <TextField label={t`Name`} value={name} maxLength={100} required onChange={(event) => setName(event.target.value)} error={saving.faultOf('name')} />
        <SelectField label={t`Who sees it`} value={audience} onChange={setAudience} options={audiences} />
        {saving.fault ? <Banner tone="late" role="alert">{saving.fault}</Banner> : null}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
