import CaseModel
import HostFacts
import Testing

@testable import Triage

/// What holds for every heuristic.
@Suite struct CatalogueTests {
  @Test func identifiersAreUnique() {
    let ids = HeuristicCatalogue.cards.map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(ids.count >= 30)
  }

  @Test func cardsAreComplete() {
    for card in HeuristicCatalogue.cards {
      #expect(card.id.contains(".") && card.id.allSatisfy { $0.isLowercase || $0 == "." || $0 == "-" }, "\(card.id)")
      #expect(!card.techniques.isEmpty, "\(card.id)")
      #expect(card.techniques.allSatisfy { Self.isWellFormed($0.id) }, "\(card.id)")
      #expect(
        [card.abnormal, card.why, card.benign].allSatisfy { $0.utf8.count > 10 && $0.hasSuffix(".") }, "\(card.id)")
    }
  }

  @Test func everyHeuristicOfTheseChaptersIsTested() {
    let ids =
      (ProcessChapter.pictures + NetworkChapter.pictures + KernelChapter.pictures + HidingChapter.pictures).map(
        \.card.id)
      + (ProcessChapter.streams + HidingChapter.streams + KernelChapter.streams).map(\.card.id)
    #expect(Set(ids).subtracting(Self.tested) == [])
    #expect(Self.tested.subtracting(ids) == [])
  }

  @Test func pageHasARowForEachCard() {
    let rows = HeuristicCatalogue.markdown.split(separator: "\n").filter { $0.hasPrefix("| `") }
    #expect(rows.count == HeuristicCatalogue.cards.count)
    #expect(HeuristicCatalogue.markdown.hasSuffix("\n"))
  }

  private static func isWellFormed(_ id: String) -> Bool {
    let parts = id.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count <= 2 && parts[0].hasPrefix("T") && parts[0].count == 5
      && parts[0].dropFirst().allSatisfy(\.isNumber)
      && (parts.count == 1 || parts[1].count == 3 && parts[1].allSatisfy(\.isNumber))
  }

  /// Identifiers that a test of this folder claims a finding for.
  private static let tested: Set<String> = [
    "process.deleted-executable", "process.memory-executable", "process.odd-place", "process.kernel-thread-mimicry",
    "process.daemon-mimicry", "process.blank-arguments", "process.renamed-shell", "process.network-shell",
    "process.bridged-shell",
    "process.relay-execution", "process.inline-network-code", "process.fetch-and-run", "process.service-shell",
    "process.service-account-terminal", "process.coin-miner", "process.tunnel", "process.preloaded-code",
    "process.history-off",
    "process.odd-library", "process.injected-code", "process.unexpected-tracer", "process.odd-working-directory",
    "process.unexpected-capabilities", "process.gained-root", "process.left-by-session", "process.container-escape",
    "process.altered-program", "process.foreign-memory", "process.own-namespace", "process.ring-only-work",
    "process.bare-start",
    "process.accumulated-signs", "process.copied-tool", "network.odd-listener", "network.unexpected-talker",
    "network.packet-socket",
    "network.ownerless-socket", "network.promiscuous-interface", "network.odd-peer", "network.shared-port",
    "network.odd-tunnel-device",
    "kernel.hidden-module", "kernel.odd-module", "kernel.unexplained-taint", "kernel.odd-bpf-program",
    "kernel.user-mode-helper",
    "kernel.odd-binary-format", "kernel.lowered-protection", "kernel.function-hook", "kernel.foreign-handler",
    "kernel.bpf-writer",
    "hiding.process",
    "hiding.mounted-over-process", "hiding.covered-content", "hiding.odd-mount", "hiding.unbindable-mount",
    "hiding.stalled-read",
    "hiding.file", "hiding.socket", "hiding.false-kernel-thread", "process.odd-script", "process.unmapped-executable",
    "process.wide-open-container", "process.stray-library", "process.deleted-data", "process.hidden-output",
    "process.stranger", "network.concealed-socket", "hiding.named-by-library",
  ]
}
