// A photo of an electricity meter, drawn on the spot, with another reading each time.

const width = 960;
const height = 600;
const quality = 0.85;

function wall(pen: CanvasRenderingContext2D): void {
  pen.fillStyle = '#b9b3a6';
  pen.fillRect(0, 0, width, height);
  pen.fillStyle = '#a39c8d';
  pen.fillRect(0, 472, width, 128);
  pen.strokeStyle = '#a8a192';
  pen.lineWidth = 6;
  for (const y of [88, 280]) {
    pen.beginPath();
    pen.moveTo(0, y);
    pen.lineTo(width, y);
    pen.stroke();
  }
}

function box(pen: CanvasRenderingContext2D, x: number, y: number, w: number, h: number, radius: number, fill: string, edge: string): void {
  pen.beginPath();
  pen.roundRect(x, y, w, h, radius);
  pen.fillStyle = fill;
  pen.fill();
  pen.strokeStyle = edge;
  pen.lineWidth = 7;
  pen.stroke();
}

function write(pen: CanvasRenderingContext2D, text: string, x: number, y: number, font: string, colour: string): void {
  pen.font = font;
  pen.fillStyle = colour;
  pen.fillText(text, x, y);
}

function meter(pen: CanvasRenderingContext2D, reading: string): void {
  box(pen, 192, 48, 592, 504, 32, '#e9e7e1', '#c4c0b6');
  box(pen, 240, 104, 496, 176, 16, '#cfd8c4', '#8d9682');
  write(pen, reading, 262, 236, '700 92px monospace', '#22301c');
  write(pen, '1.8.1', 272, 142, '28px sans-serif', '#3c4a35');
  write(pen, 'kWh', 664, 268, '26px sans-serif', '#3c4a35');
  write(pen, '1000 imp/kWh', 360, 352, '28px sans-serif', '#55534d');
  write(pen, 'EAN 8712 0000 0000 0217', 360, 394, '28px sans-serif', '#55534d');
  pen.beginPath();
  pen.arc(296, 360, 28, 0, 2 * Math.PI);
  pen.fillStyle = '#2f3338';
  pen.fill();
  for (let bar = 0; bar < 24; bar += 1) pen.fillRect(248 + bar * 7, 448, bar % 3 === 0 ? 5 : 2, 56);
}

export function drawMeterPhoto(): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext('2d');
  if (!pen) return Promise.reject(new Error('no canvas'));
  const units = 48_000 + Math.floor(Math.random() * 2_000);
  wall(pen);
  meter(pen, `0${units},${Math.floor(Math.random() * 10)}`);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => { if (blob) resolve(blob); else reject(new Error('no photo')); }, 'image/jpeg', quality);
  });
}
