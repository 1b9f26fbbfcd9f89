/// Collects faults, so many and no more: a hostile bundle must not fill the memory with them.
struct FaultLog {
  static let limit = 1_000
  private(set) var faults: [VerificationFault] = []
  private(set) var count = 0

  mutating func add(_ fault: VerificationFault) {
    count += 1
    if faults.count < Self.limit { faults.append(fault) }
  }

  mutating func add(
    _ code: VerificationFault.Code, _ file: String, line: Int? = nil, exhibit: String? = nil,
    range: Range<UInt64>? = nil, _ message: String
  ) {
    add(VerificationFault(file: file, line: line, exhibit: exhibit, range: range, code: code, message: message))
  }

  /// Whether a fault is located in a part of a file.
  func hasFault(in file: String, overlapping range: Range<UInt64>) -> Bool {
    if count > faults.count { return true }
    return faults.contains { $0.file == file && $0.range?.overlaps(range) == true }
  }

  func hasFault(in file: String) -> Bool { faults.contains { $0.file == file } }
}

extension Range<UInt64> {
  /// The part that a fault may name: a range longer than 65,536 bytes says too little, unless an exhibit says more.
  var locatable: Range<UInt64>? { UInt64(count) <= BundleFormat.locatable ? self : nil }
}
