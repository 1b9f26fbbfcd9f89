/// A range of an image and where its bytes stand in the file.
struct Piece: Sendable, Hashable {
  var range: PhysicalRange
  /// Bytes from the start of the file to the range's first byte.
  var fileOffset: UInt64
  /// Bytes from the start of the file to the header that says so.
  var headerOffset: UInt64
  /// Whether a range that stands before it in the file has higher addresses.
  var isOutOfOrder = false

  /// Bytes from the start of the file to behind the range.
  var fileEnd: UInt64 { fileOffset &+ range.count }
}

/// Where the memory stands in the file: ascending, not overlapping.
struct Layout: Sendable {
  let pieces: [Piece]
  let ranges: [PhysicalRange]

  init(pieces: [Piece]) {
    self.pieces = pieces
    ranges = pieces.map(\.range)
  }

  /// The piece that holds an address.
  func piece(holding address: UInt64) -> Piece? {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].end <= address { low = middle + 1 } else { high = middle }
    }
    guard low < ranges.count, ranges[low].start <= address else { return nil }
    return pieces[low]
  }
}

/// Gathers the ranges of an image in file order and puts them into address order.
struct LayoutBuilder {
  /// More ranges are not read.
  static let rangeLimit = 65_536
  /// No supported machine addresses more: x86-64 has at most 52 bits.
  static let addressLimit: UInt64 = 1 << 52

  private var pieces: [Piece] = []
  private var highestEnd: UInt64 = 0
  var faults = FaultLog()

  /// How many ranges there are.
  var count: Int { pieces.count }
  /// The range that was added last.
  var last: PhysicalRange? { pieces.last?.range }

  /// Adds a range whose numbers were checked.
  mutating func add(_ range: PhysicalRange, fileOffset: UInt64, headerOffset: UInt64) {
    let piece = Piece(
      range: range, fileOffset: fileOffset, headerOffset: headerOffset, isOutOfOrder: range.start < highestEnd)
    highestEnd = max(highestEnd, range.end)
    pieces.append(piece)
  }

  /// The layout; of two ranges that overlap the one that starts first is used.
  ///
  /// - Parameters:
  ///   - mergingAliases: Two ranges that overlap and put the same addresses at the same place in the file are one.
  ///   - isOrderFree: The form does not ask for ascending addresses.
  mutating func finish(mergingAliases: Bool = false, isOrderFree: Bool = false) -> Layout {
    var kept: [Piece] = []
    for piece in pieces.sorted(by: { ($0.range.start, $0.headerOffset) < ($1.range.start, $1.headerOffset) }) {
      guard let last = kept.last, piece.range.start < last.range.end else {
        kept.append(piece)
        continue
      }
      if mergingAliases, piece.fileOffset &- piece.range.start == last.fileOffset &- last.range.start {
        kept[kept.count - 1].range.count = max(last.range.end, piece.range.end) - last.range.start
      } else {
        reportOverlap(piece, with: last)
      }
    }
    if !isOrderFree { reportDisorder(kept) }
    return Layout(pieces: kept)
  }

  private mutating func reportOverlap(_ piece: Piece, with other: Piece) {
    faults.add(
      ImageFault(
        .overlapping, at: piece.headerOffset, range: piece.range,
        "the range \(words(piece.range)) overlaps \(words(other.range)) and is not used"))
  }

  private mutating func reportDisorder(_ kept: [Piece]) {
    for piece in kept where piece.isOutOfOrder {
      faults.add(
        ImageFault(
          .unordered, at: piece.headerOffset, range: piece.range,
          "the range \(words(piece.range)) stands behind one with higher addresses"))
    }
  }
}
