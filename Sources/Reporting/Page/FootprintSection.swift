/// The footprint receipt, whatever its shape: members by name, lists as lists.
struct FootprintSection {
  let page: PageContext

  var html: HTML {
    let lead = "What the collection itself changed, used and left on the host."
    return section("footprint", "Footprint receipt", lead: lead) {
      ReceiptOutline(receipt: page.report.footprint).html
    }
  }
}
