internal import CaseModel

/// The header of a journal file.
///
/// ```
/// 0 signature "LPKSHHRH"   8 compatible_flags u32   12 incompatible_flags u32   16 state u8   24 file_id[16]   40 machine_id[16]
/// 56 tail_entry_boot_id[16]   72 seqnum_id[16]   88 header_size u64   96 arena_size   104 data_hash_table_offset   112 …_size
/// 120 field_hash_table_offset   128 …_size   136 tail_object_offset   144 n_objects   152 n_entries   160 tail_entry_seqnum
/// 168 head_entry_seqnum   176 entry_array_offset   184 head_entry_realtime   192 tail_entry_realtime
/// ```
/// - SeeAlso: systemd, "Journal File Format"; all numbers little-endian, times in microseconds.
struct JournalHeader {
  static let signature = Array("LPKSHHRH".utf8)
  /// What this version can read: keyed hashes, compact form, and zstd through a service. XZ and LZ4 objects are skipped.
  private static let knownFlags: UInt32 = 0b11111

  let incompatibleFlags: UInt32
  let compatibleFlags: UInt32
  let state: UInt8
  let seriesID: ArraySlice<UInt8>
  let headerSize: Int
  let entryCount: UInt64
  let tailSequence: UInt64
  let headSequence: UInt64
  let entryArrayOffset: Int
  let headTime: UInt64
  let tailTime: UInt64

  /// - Returns: `nil` if the bytes are no journal, or one with a flag that changes the form in an unknown way.
  init?(_ fields: ByteFields) {
    guard fields.bytes.starts(with: Self.signature), let compatible = fields.u32(8), let incompatible = fields.u32(12),
      incompatible & ~Self.knownFlags == 0, let state = fields.u8(16), let series = fields.slice(72, 16),
      let headerSize = fields.int64(88), headerSize >= 208, let entries = fields.u64(152), let tail = fields.u64(160),
      let head = fields.u64(168), let array = fields.int64(176), let headTime = fields.u64(184),
      let tailTime = fields.u64(192)
    else { return nil }
    compatibleFlags = compatible
    incompatibleFlags = incompatible
    self.state = state
    seriesID = series
    self.headerSize = headerSize
    entryCount = entries
    tailSequence = tail
    headSequence = head
    entryArrayOffset = array
    self.headTime = headTime
    self.tailTime = tailTime
  }

  /// HEADER_INCOMPATIBLE_COMPACT: offsets in entries and arrays are 32 bits wide.
  var isCompact: Bool { incompatibleFlags & 16 != 0 }
  /// HEADER_COMPATIBLE_SEALED: forward secure sealing was on.
  var isSealed: Bool { compatibleFlags & 1 != 0 }
  /// STATE_OFFLINE, STATE_ONLINE, STATE_ARCHIVED.
  var stateName: String { state == 0 ? "offline" : state == 1 ? "online" : state == 2 ? "archived" : "unknown" }
}

/// Microseconds since the epoch, as the journal keeps time.
extension Timestamp {
  init(microseconds: UInt64) {
    self.init(
      seconds: Int64(clamping: microseconds / 1_000_000), nanoseconds: Int64(microseconds % 1_000_000) * 1000)
  }
}
