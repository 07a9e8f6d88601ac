// A form that is being saved: busy, refused with the fields that are wrong, or done.
import { t } from '@lingui/core/macro';
import { useState } from 'react';
import { NetworkFailure, Problem } from '../api/problem';
import { fieldFaultWords } from './field_fault_words';
import { serverWords } from './server_words';

export interface Saving {
  busy: boolean;
  // What went wrong with the whole, when no field is to blame.
  fault: string | undefined;
  faultOf: (field: string) => string | undefined;
  // The stable word of what is wrong with a field.
  reasonOf: (field: string) => string | undefined;
  run: (work: () => Promise<unknown>) => Promise<boolean>;
}

function words(error: unknown): string {
  if (error instanceof NetworkFailure) return t`The server gave no answer. Nothing was lost here.`;
  return error instanceof Problem ? serverWords(error) : t`This did not work.`;
}

export function useSave(): Saving {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(undefined);
  const problem = error instanceof Problem ? error : undefined;
  const faultOf = (field: string) => {
    const found = problem?.errors.find((one) => one.field === field || one.field === `settings.${field}`);
    return found && fieldFaultWords(found.reason, found.detail);
  };
  const reasonOf = (field: string) => problem?.errors.find((one) => one.field === field)?.reason;
  const run = async (work: () => Promise<unknown>) => {
    setBusy(true);
    setError(undefined);
    try {
      await work();
      return true;
    } catch (caught) {
      setError(caught);
      return false;
    } finally {
      setBusy(false);
    }
  };
  const fault = error === undefined || (problem && problem.errors.length > 0) ? undefined : words(error);
  return { busy, fault, faultOf, reasonOf, run };
}
