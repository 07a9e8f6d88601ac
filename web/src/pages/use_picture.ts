// Whether a picture of this conversation is looked at, and whether beside it: where there is room for both.
import { useEffect } from 'react';
import { closePicture, useViewer } from '../state/viewer';
import { useMedia, withoutNav } from '../ui/use_media';

export interface Looking {
  looking: boolean;
  beside: boolean;
}

export function usePicture(conversationId: string | undefined): Looking {
  const { picture, in: where, docked } = useViewer();
  const narrow = useMedia(withoutNav);
  const elsewhere = picture !== undefined && where !== conversationId;
  useEffect(() => { if (elsewhere) closePicture(); }, [elsewhere]);
  const looking = picture !== undefined && !elsewhere;
  return { looking, beside: looking && docked && !narrow };
}
