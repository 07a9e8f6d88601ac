// The people of this desk and what they may do.
import { t } from '@lingui/core/macro';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { patchUser, postUser } from '../../api/desk_changes';
import type { Role, User } from '../../api/types';
import { keys, queryClient } from '../../state/cache';
import { useUsers } from '../../state/desk';
import { useMe } from '../../state/session';
import { Avatar } from '../../ui/avatar';
import { Badge } from '../../ui/badge';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { SelectField, TextField } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { Switch } from '../../ui/switch';
import { roleWords } from '../../ui/role_words';
import { useSave } from '../../ui/use_save';
import styles from './settings.module.css';

const roles: Role[] = ['agent', 'lead', 'admin', 'auditor'];
const shortestPassword = 12;

interface Filled {
  name: string;
  email: string;
  role: Role;
  password: string;
  active: boolean;
}

function filledFrom(user: User | undefined): Filled {
  return { name: user?.name ?? '', email: user?.email ?? '', role: user?.role ?? 'agent', password: '', active: user?.active ?? true };
}

async function save(user: User | undefined, { name, email, role, password, active }: Filled): Promise<void> {
  if (user) await patchUser(user.id, { name: name.trim(), role, active, ...(password ? { password } : {}) });
  else await postUser({ name: name.trim(), email: email.trim(), role, password });
  await queryClient.invalidateQueries({ queryKey: keys.users });
}

function UserDialog({ user, onClose }: { user: User | undefined; onClose: () => void }) {
  const [filled, setFilled] = useState(() => filledFrom(user));
  const saving = useSave();
  const me = useMe();
  const submit = async () => { if (await saving.run(() => save(user, filled))) onClose(); };
  const set = (change: Partial<Filled>) => setFilled({ ...filled, ...change });
  const ready = filled.name.trim() !== '' && (user ? filled.password === '' || filled.password.length >= shortestPassword : filled.email.trim() !== '' && filled.password.length >= shortestPassword);
  return (
    <Dialog open onClose={onClose} title={user ? user.name : t`New user`} actions={<><Button onClick={onClose}>{t`Cancel`}</Button><Button variant="primary" disabled={!ready || saving.busy} onClick={() => void submit()}>{t`Save`}</Button></>}>
      <form className="col" style={{ gap: 'var(--s4)' }} onSubmit={(event) => { event.preventDefault(); if (ready) void submit(); }}>
        <TextField label={t`Name`} value={filled.name} required autoFocus onChange={(event) => set({ name: event.target.value })} error={saving.faultOf('name')} />
        {user ? null : <TextField label={t`E-mail address`} type="email" autoComplete="off" value={filled.email} required onChange={(event) => set({ email: event.target.value })} error={saving.faultOf('email')} />}
        <SelectField label={t`Role`} value={filled.role} disabled={user?.id === me.id} onChange={(role) => set({ role: role as Role })} options={roles.map((role) => ({ value: role, label: roleWords(role) }))} error={saving.faultOf('role')} />
        <TextField label={user ? t`New password` : t`Password`} type="password" autoComplete="new-password" value={filled.password} onChange={(event) => set({ password: event.target.value })} help={t`At least ${shortestPassword} characters`} error={saving.faultOf('password')} />
        {user && user.id !== me.id ? <Switch checked={filled.active} onChange={(active) => set({ active })}>{t`May log in`}</Switch> : null}
        {saving.fault ? <Banner tone="late" role="alert">{saving.fault}</Banner> : null}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}

export function UsersCard() {
  const { data: users } = useUsers();
  const [editing, setEditing] = useState<{ user: User | undefined } | undefined>(undefined);
  return (
    <section className={styles.card}>
      <header className={styles.cardHead}><h1 className="head grow">{t`Users`}</h1><Button variant="primary" onClick={() => setEditing({ user: undefined })}><Icon of={Plus} size={14} />{t`New user`}</Button></header>
      {users?.map((user) => (
        <div key={user.id} className={styles.row}>
          <Avatar name={user.name} size={32} availability={user.availability} />
          <span className={styles.rowText}><span className="strong">{user.name}</span><span className="hint small">{user.email}</span></span>
          {user.active ? <Badge>{roleWords(user.role)}</Badge> : <Badge tone="late">{t`may not log in`}</Badge>}
          <Button size="sm" aria-label={`${t`Change`} ${user.name}`} onClick={() => setEditing({ user })}>{t`Change`}</Button>
        </div>
      ))}
      {editing ? <UserDialog user={editing.user} onClose={() => setEditing(undefined)} /> : null}
    </section>
  );
}
