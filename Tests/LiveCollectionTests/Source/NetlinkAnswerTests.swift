import Testing

@testable import LiveCollection

@Suite struct NetlinkAnswerTests {
  private let limits = KernelQueries.Limits()

  @Test func aDumpEndsWithItsLastMessage() {
    var answer = NetlinkAnswer(limits: limits, isDump: true)
    answer.add((Netlink.message(20, [1, 2, 3]) + [0] + Netlink.message(20, []))[...])
    #expect(!answer.isComplete && answer.messages.count == 2)
    answer.add(Netlink.done[...])
    #expect(answer.isComplete && answer.refusal == nil)
    #expect(NetlinkDump(answer.messages).shortfall == nil)
  }

  @Test func aGetEndsWithItsFirstMessage() {
    var answer = NetlinkAnswer(limits: limits, isDump: false)
    answer.add(Netlink.message(1000, [])[...])
    #expect(answer.isComplete && answer.messages.count == 1)
  }

  @Test func aRefusalBeforeAnythingIsARefusalAndLaterACut() {
    let refusal = Netlink.message(2, Netlink.u32(UInt32(bitPattern: -1)) + Netlink.zeros(16))
    var first = NetlinkAnswer(limits: limits, isDump: true)
    first.add(refusal[...])
    #expect(first.refusal == 1)
    var later = NetlinkAnswer(limits: limits, isDump: true)
    later.add((Netlink.message(20, []) + refusal)[...])
    #expect(later.refusal == nil && later.isComplete)
    #expect(NetlinkDump(later.messages).shortfall == "the answer was cut by a limit")
  }

  @Test func aLimitCutsAndIsSeen() {
    var small = KernelQueries.Limits()
    small.messages = 2
    var answer = NetlinkAnswer(limits: small, isDump: true)
    for _ in 0..<5 { answer.add(Netlink.message(20, [])[...]) }
    #expect(answer.isComplete && answer.messages.count == 2)
  }

  @Test func everyPrefixOfADatagramIsHarmless() {
    let datagram = Netlink.message(20, Netlink.attribute(1, [1, 2, 3, 4])) + Netlink.done
    for length in 0...datagram.count {
      var answer = NetlinkAnswer(limits: limits, isDump: true)
      answer.add(datagram[..<length])
      #expect(answer.isComplete == (length == datagram.count))
    }
  }

  @Test func aLengthThatLiesEndsTheList() {
    var bytes = Netlink.attribute(1, [1]) + Netlink.attribute(2, [2])
    #expect(NetlinkAttributes(bytes).all.map(\.type) == [1, 2])
    bytes[8] = 200
    #expect(NetlinkAttributes(bytes).all.map(\.type) == [1] && NetlinkAttributes(bytes).isDamaged)
    bytes[8] = 3
    #expect(NetlinkAttributes(bytes).isDamaged)
  }

  @Test func flagsOfAnAttributeAreNoPartOfItsType() {
    #expect(NetlinkAttributes(Netlink.attribute(0x8004, Netlink.attribute(1, [7]))).nested(4)?.u8(1) == 7)
  }
}
