/** The strokes of each drawing, 48 units high; circles are written as arcs so that all are paths. */
export interface Shape { width: number; paths: string[] }

const circle = (x: number, y: number, r: number) =>
  `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
const square = (paths: string[]): Shape => ({ width: 48, paths });
/** A row of waves from x on, so many of them. */
const waves = (x: number, y: number, count: number) => `M${x} ${y}c3-3 6-3 9 0${'s6 3 9 0 6-3 9 0'.repeat(count)}`;

/** What one can reserve. */
const things: Record<string, Shape> = {
  desk: square(['M4 24h40', 'M8 24v18', 'M40 24v18', 'M28 24v10h12', 'M12 9h18v12H12z', 'M21 21v3', 'M36 24v-7l3-5', 'M34 12h8']),
  room: square(['M14 16h20a4 4 0 0 1 4 4v8a4 4 0 0 1-4 4H14a4 4 0 0 1-4-4v-8a4 4 0 0 1 4-4z', 'M15 10h6', 'M27 10h6', 'M15 38h6', 'M27 38h6', 'M4 21v6', 'M44 21v6', 'M19 24h10']),
  printer: square(['M7 6h34v36H7z', 'M13 12h22', 'M21 12v6h6v-6', 'M24 18v4', 'M19 26h10l2 8H17z', 'M12 34h24', 'M12 38h4']),
  workstation: square(['M5 8h27v18H5z', 'M18 26v6', 'M12 32h13', 'M36 8h8v24h-8z', 'M39 13h2', 'M5 37h27v5H5z']),
  laser: square(['M5 20h38v22H5z', 'M9 20l5-12h20l5 12', 'M24 8v6', 'M24 18v2', 'M24 25v6', 'M24 35l-4-3', 'M24 35l4-3', 'M11 37h26', 'M35 27h3']),
  headset: square(['M6 18h36v16H30l-6-5-6 5H6z', 'M6 22l-2 2v4l2 2', 'M42 22l2 2v4l-2 2', 'M12 18c2-8 22-8 24 0', circle(16, 25, 3), circle(32, 25, 3)]),
  tablet: square(['M12 5h24v38H12z', 'M12 36h24', 'M23 39h2', 'M17 12h14', 'M17 17h9']),
  laptop: square(['M10 10h28v22H10z', 'M4 38h40l-4-6H8z', 'M15 16h12', 'M15 21h8']),
  cnc: square(['M5 42V10h38v32', 'M5 16h38', 'M20 12h8v14h-8z', 'M24 26v7', 'M22 30h4', 'M11 37h26v5H11z', 'M32 20h6']),
  workshop: square(['M4 26h40', 'M9 26v16', 'M39 26v16', 'M9 35h30', 'M15 26V13', 'M9 7h10a4 4 0 0 1 4 6H9z', 'M33 26V15', 'M28 6v4a5 5 0 0 0 10 0V6']),
  anything: square(['M8 8h13v13H8z', 'M27 8h13v13H27z', 'M8 27h13v13H8z', circle(33.5, 33.5, 6.5)]),
};

/** The coast: the mark of the house, its shore, and the ship that lost its way. */
const coast: Record<string, Shape> = {
  lighthouse: square(['M18 42l3-26h6l3 26', 'M20 10h8v6h-8z', 'M19 10l5-5 5 5', 'M17 16h14', 'M20 25h8', 'M19 33h10', 'M10 42h28', 'M33 12l8-3', 'M33 15h8', 'M15 12L7 9', 'M15 15H7']),
  cliffs: { width: 120, paths: ['M2 14h34l6 8 2 9 6 8h4', 'M14 14l2 8-3 6 4 8', 'M28 14l1 6-3 5 4 7', 'M2 39h52', waves(60, 39, 3), waves(72, 31, 1), circle(96, 13, 5), 'M54 12l4 3 4-3', 'M64 20l3 2 3-2'] },
  shore: { width: 176, paths: [
    'M2 19h56l8 9 2 9 8 8', 'M14 19l2 8-3 6 4 8', 'M30 25l1 6-3 4 3 8', 'M46 19l1 7-3 5 4 8',
    'M23 19l1.5-12h7L33 19', 'M23 7h10', 'M25.5 7V3.5h5V7', 'M25.5 3.5L28 1.5l2.5 2', 'M24 13h8', 'M35 4.5l9-2', 'M35 7h9', 'M21 4.5l-8-2', 'M21 7h-8',
    waves(76, 45, 5), waves(92, 38, 3), circle(104, 12, 6), 'M120 18l4 3 4-3', 'M134 9l3 2 3-2', 'M66 12l3 2 3-2',
    'M140 29h22l-4 6h-14z', 'M150 29V10', 'M150 11l9 15h-9', 'M150 14l-6 12h6',
  ] },
  boat: square(['M7 31h34l-5 8H13z', 'M24 31V6', 'M24 8l12 19H24', 'M24 12l-9 15h9', 'M4 44c3-3 6-3 9 0s6 3 9 0 6-3 9 0 6 3 9 0']),
  storm: square(['M14 27a8 8 0 0 1 1-16 11 11 0 0 1 21 3 7 7 0 0 1 0 13', 'M26 19l-7 11h9l-6 12', 'M12 33l-3 6', 'M37 33l-3 6']),
};

/** What an empty screen speaks of. */
const signs: Record<string, Shape> = {
  calendar: square(['M7 10h34v31H7z', 'M7 19h34', 'M16 6v8', 'M32 6v8', 'M14 26h4', 'M22 26h4', 'M30 26h4', 'M14 33h4', 'M22 33h4']),
  letter: square(['M5 11h38v27H5z', 'M5 12l19 15 19-15', 'M5 38l14-15', 'M43 38L29 23']),
  clock: square([circle(24, 24, 18), 'M24 13v11l7 5']),
  key: square([circle(14, 24, 9), circle(12, 24, 2), 'M23 24h21', 'M40 24v7', 'M33 24v5']),
  tools: square(['M9 43a4 4 0 0 1-4-4l17-17', 'M9 43l17-17', 'M22 22a9 9 0 0 1 12-13l-6 6 1 4 4 1 6-6a9 9 0 0 1-13 12']),
  map: square(['M4 12l13-5 14 5 13-5v29l-13 5-14-5-13 5z', 'M17 7v29', 'M31 12v29', 'M9 29l3-4', 'M21 23l4 2', 'M35 21l4-4']),
  people: square([circle(17, 15, 7), 'M4 41v-3a13 13 0 0 1 26 0v3', 'M30 8.5a7 7 0 0 1 0 13', 'M34 26a13 13 0 0 1 10 12v3']),
  chart: square(['M6 6v36h36', 'M13 36V26', 'M21 36V16', 'M29 36V22', 'M37 36V11']),
};

const shapes: Record<string, Shape> = { ...things, ...coast, ...signs };

const ALIASES: Record<string, string> = {
  meeting_room: 'room', hall: 'room', space: 'workshop', office: 'desk', open_space: 'desk',
  printer_3d: 'printer', '3d_printer': 'printer', laser_cutter: 'laser', mill: 'cnc', cnc_mill: 'cnc',
  vr: 'headset', vr_kit: 'headset', machine: 'workshop',
};

/** The drawing of that name or of what it means; a neutral one for what the house adds later. */
export function drawingOf(name: string): Shape {
  return shapes[name] ?? shapes[ALIASES[name] ?? ''] ?? (shapes['anything'] as Shape);
}
