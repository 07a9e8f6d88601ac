// A picture of the 24 grid at 1.5 px, hidden from readers: the words beside it speak.
import type { LucideIcon } from 'lucide-react';

export interface IconProps {
  of: LucideIcon;
  size?: 12 | 14 | 16 | 20 | 24 | 32;
  className?: string | undefined;
}

export function Icon({ of: Picture, size = 16, className }: IconProps) {
  return <Picture size={size} strokeWidth={1.5} nonScalingStroke aria-hidden="true" focusable="false" className={className} style={{ flex: 'none' }} />;
}
