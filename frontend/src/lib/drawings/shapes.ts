/** The strokes of each drawing, 48 units high; circles are written as arcs so that all are paths. */
export interface Shape { width: number; paths: string[] }

const circle = (x: number, y: number, r: number) =>
  `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
const square = (paths: string[]): Shape => ({ width: 48, paths });

const shapes: Record<string, Shape> = {
  desk: square(['M4 24h40', 'M8 24v18', 'M40 24v18', 'M28 24v10h12', 'M12 9h18v12H12z', 'M21 21v3', 'M36 24v-7l3-5', 'M34 12h8']),
  room: square(['M6 8h36v22H6z', 'M12 14h12', 'M12 19h8', 'M15 42v-3a4 4 0 0 1 8 0v3', 'M25 42v-3a4 4 0 0 1 8 0v3', circle(19, 34, 0.6), circle(29, 34, 0.6), 'M8 42h32']),
  printer: square(['M7 6h34v36H7z', 'M13 12h22', 'M21 12v6h6v-6', 'M24 18v4', 'M19 26h10l2 8H17z', 'M12 34h24', 'M12 38h4']),
  workstation: square(['M5 8h27v18H5z', 'M18 26v6', 'M12 32h13', 'M36 8h8v24h-8z', 'M39 13h2', 'M5 37h27v5H5z']),
  laser: square(['M5 20h38v22H5z', 'M9 20l5-12h20l5 12', 'M24 8v6', 'M24 18v2', 'M24 25v6', 'M24 35l-4-3', 'M24 35l4-3', 'M11 37h26', 'M35 27h3']),
  headset: square(['M6 18h36v16H30l-6-5-6 5H6z', 'M6 22l-2 2v4l2 2', 'M42 22l2 2v4l-2 2', 'M12 18c2-8 22-8 24 0', circle(16, 25, 3), circle(32, 25, 3)]),
  tablet: square(['M12 5h24v38H12z', 'M12 36h24', 'M23 39h2', 'M17 12h14', 'M17 17h9']),
  laptop: square(['M10 10h28v22H10z', 'M4 38h40l-4-6H8z', 'M15 16h12', 'M15 21h8']),
  cnc: square(['M5 42V10h38v32', 'M5 16h38', 'M20 12h8v14h-8z', 'M24 26v7', 'M22 30h4', 'M11 37h26v5H11z', 'M32 20h6']),
  workshop: square(['M8 40l14-14', 'M20 20l8 8', 'M22 14l12 12', 'M26 10l12 12-5 5-12-12z', 'M10 10l8 8', 'M8 8l6 1 1 5', 'M30 30l10 10']),
  lighthouse: square(['M18 42l3-26h6l3 26', 'M20 10h8v6h-8z', 'M19 10l5-5 5 5', 'M17 16h14', 'M20 25h8', 'M19 33h10', 'M10 42h28', 'M33 12l8-3', 'M33 15h8', 'M15 12L7 9', 'M15 15H7']),
  cliffs: { width: 120, paths: ['M2 14h34l6 8 2 9 6 8h4', 'M14 14l2 8-3 6 4 8', 'M28 14l1 6-3 5 4 7', 'M2 39h52', 'M60 39c4-4 8-4 12 0s8 4 12 0 8-4 12 0 8 4 12 0', 'M72 31c3-3 6-3 9 0s6 3 9 0', circle(96, 13, 5), 'M54 12l4 3 4-3', 'M64 20l3 2 3-2'] },
  calendar: square(['M7 10h34v31H7z', 'M7 19h34', 'M16 6v8', 'M32 6v8', 'M14 26h4', 'M22 26h4', 'M30 26h4', 'M14 33h4', 'M22 33h4']),
  anything: square(['M8 8h13v13H8z', 'M27 8h13v13H27z', 'M8 27h13v13H8z', circle(33.5, 33.5, 6.5)]),
};

const ALIASES: Record<string, string> = {
  meeting_room: 'room', hall: 'room', space: 'workshop', office: 'desk', open_space: 'desk',
  printer_3d: 'printer', '3d_printer': 'printer', laser_cutter: 'laser', mill: 'cnc', cnc_mill: 'cnc',
  vr: 'headset', vr_kit: 'headset', machine: 'workshop',
};

/** The drawing of that name or of what it means; a neutral one for what the house adds later. */
export function drawingOf(name: string): Shape {
  return shapes[name] ?? shapes[ALIASES[name] ?? ''] ?? (shapes['anything'] as Shape);
}
