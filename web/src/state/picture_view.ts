// How a picture is looked at: how large, how far aside, how turned. Pure: the stage feeds it gestures.

export interface PictureView {
  // 1 is as large as fits.
  scale: number;
  // From the middle of the stage, in pixels.
  x: number;
  y: number;
  // Quarter turns to the right.
  turns: number;
}

export interface Point {
  x: number;
  y: number;
}

export const fitted: PictureView = { scale: 1, x: 0, y: 0, turns: 0 };

const smallest = 0.25;
const largest = 12;
export const zoomStep = 1.25;

function within(scale: number): number {
  return Math.min(largest, Math.max(smallest, scale));
}

// What lies under the point stays under it. The point is measured from the middle of the stage.
export function zoomedAt(view: PictureView, factor: number, { x, y }: Point): PictureView {
  const scale = within(view.scale * factor);
  const real = scale / view.scale;
  return { ...view, scale, x: x - (x - view.x) * real, y: y - (y - view.y) * real };
}

export function panned(view: PictureView, by: Point): PictureView {
  return { ...view, x: view.x + by.x, y: view.y + by.y };
}

export function turned(view: PictureView): PictureView {
  return { ...fitted, turns: (view.turns + 1) % 4 };
}

interface Size {
  width: number;
  height: number;
}

// A picture on its side fits otherwise than an upright one.
export function turnFit(turns: number, picture: Size, stage: Size): number {
  if (turns % 2 === 0 || picture.width === 0 || picture.height === 0) return 1;
  return Math.min(stage.width / picture.height, stage.height / picture.width, 1);
}
