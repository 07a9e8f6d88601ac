// What all rows need to know of the desk: looked up once for the whole list, not once for each row.
import { createContext, use } from 'react';
import type { Inbox, User } from '../../api/types';

export interface RowDesk {
  users: ReadonlyMap<string, User>;
  inboxes: ReadonlyMap<string, Inbox>;
}

const nothing: RowDesk = { users: new Map(), inboxes: new Map() };

export const RowDeskContext = createContext<RowDesk>(nothing);

export function useRowDesk(): RowDesk {
  return use(RowDeskContext);
}
