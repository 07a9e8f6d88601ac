// What holds the rows of a virtual list. The library takes the pointer from the rows while they scroll; then a press
// right after a turn of the wheel, or while a list glides to a stop, would be lost. Here it opens what is under it.
import type { CustomContainerComponentProps } from 'virtua';

export function VirtualRows({ style, children, ref }: CustomContainerComponentProps) {
  return <div ref={ref} style={{ ...style, pointerEvents: undefined }}>{children}</div>;
}
