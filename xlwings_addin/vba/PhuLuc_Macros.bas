Attribute VB_Name = "PhuLuc_Macros"
' The actions of the tab, to be run by Alt+F8 where the add-in is not installed.
Option Explicit

Public Sub PhuLuc_TaoSoMoi()
    RunAction "btnNew"
End Sub

Public Sub PhuLuc_NhapSoLieu()
    RunAction "btnImport"
End Sub

Public Sub PhuLuc_TongHopHoSo()
    RunAction "btnAggregate"
End Sub

Public Sub PhuLuc_KyMoi()
    RunAction "btnNextPeriod"
End Sub

Public Sub PhuLuc_LamMoiXepHang()
    RunAction "btnRefresh"
End Sub

Public Sub PhuLuc_KiemTraSoLieu()
    RunAction "btnCheck"
End Sub

Public Sub PhuLuc_LuuPhuLuc()
    RunAction "btnAnnex"
End Sub

Public Sub PhuLuc_SoanBaoCao()
    RunAction "btnReport"
End Sub

Public Sub PhuLuc_CoDinhCongThuc()
    RunAction "btnFreeze"
End Sub

Public Sub PhuLuc_TroGiup()
    RunAction "btnHelp"
End Sub
