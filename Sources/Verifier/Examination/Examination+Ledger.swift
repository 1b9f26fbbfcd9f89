extension Examination {
  /// The completeness ledger: every row, and in a sealed bundle all 124.
  mutating func checkLedger() {
    guard let file = files[BundleFormat.ledger] else { return }
    var scanner = LineScanner(file, limit: BundleFormat.lineLength)
    do {
      while let line = try scanner.next() {
        guard line.hasLineFeed || isSealed || line.isTooLong else { break }
        ledgerRows.append(DigestKey(of: line.bytes))
        checkRow(line)
      }
    } catch { faults.add(.unreadable, BundleFormat.ledger, error.message) }
    checkCompleteness(file.length)
  }

  private mutating func checkRow(_ line: StoredLine) {
    do throws(MemberError) {
      guard !line.isTooLong else { throw MemberError(message: "longer than \(BundleFormat.lineLength) bytes") }
      guard line.hasLineFeed else { throw MemberError(message: "the last line has no line feed") }
      let row = try LedgerLine(Members(parsing: line.bytes, limit: BundleFormat.lineLength))
      ledger[row.status, default: 0] += 1
      guard ledgerIDs.insert(row.id).inserted else { throw MemberError(message: "\(row.id) has a row already") }
    } catch {
      faults.add(
        .badStatement, BundleFormat.ledger, line: line.number, range: line.faultRange, error.message)
    }
  }

  private mutating func checkCompleteness(_ length: UInt64) {
    guard isSealed else { return }
    let missing = coverageIDs.filter { !ledgerIDs.contains($0) }
    if let first = missing.first {
      faults.add(
        .badLedger, BundleFormat.ledger, range: length..<length,
        "\(missing.count) of the \(coverageIDs.count) ids have no row, the first is \(first)")
    } else {
      holds.append("ledger: all \(coverageIDs.count) rows, \(ledgerIDs.count) in total")
    }
    for (id, place) in namedEntries where !ledgerIDs.contains(id) {
      faults.add(
        .badLedger, BundleFormat.manifest, line: place.line, range: place.range,
        "`entries` names a row that the ledger does not have: \(EscapedText.escape(Array(id.utf8)))")
    }
  }
}
